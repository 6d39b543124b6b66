import type { ServerEvent } from '@ringback/protocol';

/** An event as spec/scenarios.md writes it. */
export function notation(event: ServerEvent): string {
  switch (event.e) {
    case 'received':
      return `RECEIVED{${event.sponsor}, [${event.userIds}]}`;
    case 'begin':
      return 'ON_CALL_BEGIN';
    case 'restored':
      return `ON_CALL_RESTORED{[${event.userIds}],[${event.ringing}]}`;
    case 'userAccept':
      return `USER_ACCEPT{${event.userId}}`;
    case 'userEnter':
      return `USER_ENTER{${event.userId}}`;
    case 'userLeave':
      return `USER_LEAVE{${event.userId}}`;
    case 'reject':
      return `REJECT{${event.userId}}`;
    case 'lineBusy':
      return `LINE_BUSY{${event.userId}}`;
    case 'userInviting':
      return `ON_USER_INVITING{${event.userId}}`;
    case 'userRinging':
      return `ON_USER_RINGING{${event.userId}}`;
    case 'noResponse':
      return `NO_RESP{${event.sponsor}, [${event.userIds}]}`;
    case 'members':
      return `LIST{[${event.inCall}],[${event.ringing}]}`;
    case 'available':
      return `AVAILABLE{${event.userId}${Object.entries(event.changed)
        .map(([kind, on]) => `, ${kind} ${on}`)
        .join('')}}`;
    case 'typeChanged':
      return `CALL_TYPE_CHANGED{${event.oldType},${event.newType}}`;
    case 'userLink':
      return `ON_USER_LINK_CHANGED{${event.userId}, ${event.isReachable}}`;
    case 'canceled':
      return `CANCEL{${event.reason}${event.device ? `, ${event.device.name}` : ''}}`;
    case 'missed':
      return `ON_CALL_CANCELED{${event.reason}}`;
    case 'ended':
      return `CALLING_END{${event.userId}, ${event.reason}${event.device ? `, ${event.device.name}` : ''}}`;
    case 'kickedOut':
      return 'KICKED_OUT';
  }
}
