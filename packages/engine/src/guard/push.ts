import { MAX_PUSH_FIELD_BYTES } from '@ringback/protocol';
import type { ParamRule } from './rule.js';

const text = { types: ['String'], maxBytes: MAX_PUSH_FIELD_BYTES } as const satisfies ParamRule;
const flag = { types: ['Boolean'] } as const satisfies ParamRule;
const bit = { types: ['Number'], oneOf: [0, 1] } as const satisfies ParamRule;

/** `offlinePushInfo`, by field. Others are let through and left out. */
export const PUSH_FIELDS: Readonly<Record<string, ParamRule>> = {
  title: text,
  description: text,
  extension: text,
  androidOPPOChannelID: text,
  androidXiaoMiChannelID: text,
  androidFCMChannelID: text,
  androidHuaWeiCategory: text,
  androidVIVOClassification: bit,
  androidSound: text,
  iOSSound: text,
  ignoreIOSBadge: flag,
  isDisablePush: flag,
  iOSPushType: bit,
};
