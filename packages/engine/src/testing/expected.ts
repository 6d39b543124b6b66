import { TUICallEvent } from '../events/names.js';
import { info } from './test-engine.js';

/** The three events of a ring that is over without a call. */
export const CANCEL = [
  TUICallEvent.ON_CALL_NOT_CONNECTED,
  TUICallEvent.ON_CALL_CANCELED,
  TUICallEvent.CALLING_CANCEL,
];

export const RECEIVED = [TUICallEvent.ON_CALL_RECEIVED, TUICallEvent.INVITED];

/** `ids` of the scenarios, of `info()`. */
export const idsOf = (callRole: 'inviter' | 'invitee') => ({
  callId: info().callId,
  callID: info().callId,
  roomID: 4711,
  strRoomID: '',
  callMediaType: 2,
  callRole,
  groupID: '',
  chatGroupID: '',
});
