import type { ServerEvent, UserEvent } from '@ringback/protocol';
import type { Emission } from '../events/map.js';
import { TUICallEvent } from '../events/names.js';
import type { UserPayload } from '../events/payloads.js';
import * as payload from './payloads.js';

export interface EmissionContext {
  readonly selfId: string;
  /** Server time, ms. */
  readonly serverNow: number;
}

const USER_EVENTS = {
  userAccept: TUICallEvent.USER_ACCEPT,
  userEnter: TUICallEvent.USER_ENTER,
  userLeave: TUICallEvent.USER_LEAVE,
  reject: TUICallEvent.REJECT,
  lineBusy: TUICallEvent.LINE_BUSY,
  userInviting: TUICallEvent.ON_USER_INVITING,
  userRinging: TUICallEvent.ON_USER_RINGING,
} as const satisfies Record<UserEvent['e'], string>;

/** What the app hears of one event of the server, in this order (scenarios: payloads). */
export function emissionsOf(event: ServerEvent, { selfId, serverNow }: EmissionContext): Emission[] {
  switch (event.e) {
    case 'received': {
      const it = payload.received(event, serverNow);
      return [
        { event: TUICallEvent.ON_CALL_RECEIVED, payload: it },
        { event: TUICallEvent.INVITED, payload: it },
      ];
    }
    case 'begin':
      return [{ event: TUICallEvent.ON_CALL_BEGIN, payload: payload.details(event.call, event.role) }];
    case 'restored':
      return [{ event: TUICallEvent.ON_CALL_RESTORED, payload: payload.restored(event, serverNow) }];
    case 'userAccept':
    case 'userEnter':
    case 'userLeave':
    case 'reject':
    case 'lineBusy':
    case 'userInviting':
    case 'userRinging':
      return [userEmission(event)];
    case 'noResponse':
      return [
        {
          event: TUICallEvent.NO_RESP,
          payload: { sponsor: event.sponsor, userIDList: [...event.userIds], ...payload.ids(event.callId) },
        },
      ];
    case 'members':
      return [
        {
          event: TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE,
          payload: { userIDList: [...event.inCall], invitingUserIDList: [...event.ringing] },
        },
      ];
    case 'available': {
      const { userId, changed } = event;
      const list: Emission[] = [];
      if (changed.audio !== undefined) {
        const it = { userID: userId, isAudioAvailable: changed.audio };
        list.push({ event: TUICallEvent.USER_AUDIO_AVAILABLE, payload: it });
      }
      if (changed.video !== undefined) {
        const it = { userID: userId, isVideoAvailable: changed.video };
        list.push({ event: TUICallEvent.USER_VIDEO_AVAILABLE, payload: it });
      }
      return list;
    }
    case 'typeChanged': {
      const it = { oldCallType: event.oldType, newCallType: event.newType };
      return [{ event: TUICallEvent.CALL_TYPE_CHANGED, payload: it }];
    }
    case 'userLink': {
      const it = { ...payload.user(event.callId, event.userId), isReachable: event.isReachable };
      return [{ event: TUICallEvent.ON_USER_LINK_CHANGED, payload: it }];
    }
    case 'canceled': {
      const it = payload.canceled(event, selfId);
      return [
        { event: TUICallEvent.ON_CALL_NOT_CONNECTED, payload: it },
        { event: TUICallEvent.ON_CALL_CANCELED, payload: it },
        { event: TUICallEvent.CALLING_CANCEL, payload: it },
      ];
    }
    case 'missed':
      return [{ event: TUICallEvent.ON_CALL_CANCELED, payload: payload.missed(event, selfId) }];
    case 'ended':
      return [{ event: TUICallEvent.CALLING_END, payload: payload.ended(event) }];
    case 'kickedOut':
      return [{ event: TUICallEvent.KICKED_OUT, payload: { message: event.message } }];
    default:
      return none(event);
  }
}

function userEmission(event: UserEvent): Emission {
  const name = USER_EVENTS[event.e];
  const it: UserPayload = payload.user(event.callId, event.userId);
  return { event: name, payload: it };
}

/** An event of a newer server (design decision 9). */
function none(_event: never): Emission[] {
  return [];
}
