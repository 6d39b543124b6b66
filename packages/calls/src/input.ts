import type { AcceptCommand, CallCommand, Command } from '@ringback/protocol';

/** The machine knows nothing of media descriptions: they are the plane's. */
export type MachineCommand =
  | Exclude<Command, CallCommand | AcceptCommand>
  | Omit<CallCommand, 'offers'>
  | Omit<AcceptCommand, 'answer' | 'candidates'>;

/** Everything that can change a call or a user. */
export type Input = DeviceInput | LinkInput | WakeInput | ServerInput;

/** A command of a logged-in device. */
export interface DeviceInput {
  readonly from: 'device';
  readonly userId: string;
  readonly deviceId: string;
  /** The link on which it came: only the device's newest one counts (G-16). */
  readonly linkId: string;
  readonly commandId: string;
  readonly command: MachineCommand;
}

/** What happens to the links of devices. */
export type LinkInput =
  | {
      readonly from: 'link';
      readonly kind: 'login';
      readonly userId: string;
      readonly deviceId: string;
      readonly deviceName: string;
      readonly linkId: string;
      readonly tokenHash: string;
      /** null: the app logs in. Else a page that was logged in all along is back, and its device was given up meanwhile (G-11). */
      readonly returning: Returning | null;
    }
  | {
      readonly from: 'link';
      readonly kind: 'resume';
      readonly userId: string;
      readonly deviceId: string;
      readonly linkId: string;
      /** Hash of the token that was shown. */
      readonly claimHash: string;
      /** Hash of the token that replaces it. */
      readonly tokenHash: string;
      /** null: the same page is back. Else a page that was loaded anew, which can or cannot take up its call (S1-28). */
      readonly reloaded: { readonly restores: boolean } | null;
    }
  | {
      readonly from: 'link';
      readonly kind: 'lost';
      readonly userId: string;
      readonly deviceId: string;
      readonly linkId: string;
      /** When the last byte came, server ms: grace counts from there (G-10). */
      readonly heardAt: number;
      /** The page had said that it is leaving (G-18). */
      readonly leaving: boolean;
    }
  | {
      /** The server has started: whatever link this user's devices had is gone, and grace begins anew (G-10). */
      readonly from: 'link';
      readonly kind: 'restarted';
      readonly userId: string;
    };

export interface Returning {
  /** Hash of the token of the device that was given up. */
  readonly claimHash: string;
  /** That device was to be the user's only one. */
  readonly alone: boolean;
}

/** A time that a state asked for has come (`wakeOfCall`, `wakeOfUser`). */
export type WakeInput =
  | { readonly from: 'clock'; readonly callId: string }
  | { readonly from: 'clock'; readonly userId: string };

/** The app's own backend. */
export interface ServerInput {
  readonly from: 'server';
  readonly kind: 'endCall';
  readonly callId: string;
}

/** Time and randomness, drawn outside so that a decision can be repeated. */
export interface Fresh {
  /** Server time, ms. */
  readonly now: number;
  readonly callId: string;
  /** 1–2147483647. */
  readonly roomId: number;
}
