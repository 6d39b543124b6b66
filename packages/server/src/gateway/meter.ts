import type { CallEndReason } from '@ringback/protocol';

/** What the gateway counts and times. Every label is bounded: no user, device or call is named. */
export interface GatewayMeter {
  commandRefused(appId: number, code: number): void;
  loginRefused(code: number): void;
  /** A login has come; what it returns is called when it is let in. */
  loginWaiting(): () => void;
  callEnded(appId: number, reason: CallEndReason): void;
  /** A `call` has come; what it returns is called for each device to which its ring has been written. */
  ringing(): () => void;
}

export const NO_METER: GatewayMeter = {
  commandRefused() {},
  loginRefused() {},
  loginWaiting: () => () => {},
  callEnded() {},
  ringing: () => () => {},
};
