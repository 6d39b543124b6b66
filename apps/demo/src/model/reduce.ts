import type { Action, CallAction, PageAction } from './action.js';
import { type Call, hasTalk } from './call.js';
import { append, clear, pause } from './log.js';
import { EMPTY_MODEL, type Model } from './model.js';
import type { Notice, NoticeBody } from './notice.js';
import { reduceCall } from './reduce-call.js';
import type { Session } from './session.js';
import { withPerson } from './with-person.js';

/** At most so many notices at once; the oldest gives way. */
const NOTICES = 3;

/** The next model. Pure: nothing here knows the engine, the clock or the page. */
export function reduce(model: Model, action: Action): Model {
  switch (action.type) {
    case 'session':
    case 'kicked':
    case 'contacts':
    case 'groups':
    case 'recents':
    case 'minimise':
    case 'person':
    case 'invitation':
    case 'elsewhere':
    case 'devices':
    case 'notice':
    case 'noticeGone':
    case 'insecure':
    case 'log':
    case 'logPaused':
    case 'logCleared':
      return reducePage(model, action);
    case 'link':
      return reduceLink(model, action);
    default:
      return reduceCallIn(model, action);
  }
}

function reduceCallIn(model: Model, action: CallAction): Model {
  const call = reduceCall(model.call, action, model.graceTime);
  if (call === model.call) return model;
  const minimised = model.minimised && hasTalk(call);
  return { ...model, call, minimised, notices: stillTrue(model.notices, model.call, call) };
}

/** Notices about a ring or a call that is over say nothing any more. */
function stillTrue(notices: readonly Notice[], before: Call, after: Call): readonly Notice[] {
  if (before.phase === after.phase) return notices;
  return notices.filter(({ body }) => isTrueIn(after, body));
}

function isTrueIn({ phase }: Call, body: NoticeBody): boolean {
  const isTalk = phase === 'talking' || phase === 'group';
  switch (body.kind) {
    case 'soundBlocked':
      return body.ringing ? phase === 'incoming' || phase === 'outgoing' || phase === 'group' : isTalk;
    case 'trouble':
      return (body.retry.what === 'call' || body.retry.what === 'join') && phase === 'idle';
    case 'mediaChanged':
    case 'left':
    case 'absent':
    case 'notInvited':
    case 'back':
    case 'deviceOffer':
      return isTalk;
    case 'pressAgain':
      return false;
    default:
      return true;
  }
}

function reduceLink(model: Model, action: Extract<PageAction, { type: 'link' }>): Model {
  const session: Session =
    model.session.state === 'in' ? { ...model.session, link: action.up ? 'up' : 'down' } : model.session;
  const call: Call =
    model.call.phase === 'talking' || model.call.phase === 'group'
      ? { ...model.call, lost: action.up ? null : { until: action.at + action.graceTime } }
      : model.call;
  const graceTime = action.up && action.graceTime > 0 ? action.graceTime : model.graceTime;
  return { ...model, session, call, graceTime };
}

function reducePage(model: Model, action: Exclude<PageAction, { type: 'link' }>): Model {
  switch (action.type) {
    case 'session':
      return enter(model, action.session);
    case 'kicked':
      return kicked(model);
    case 'contacts':
      return { ...model, contacts: action.contacts };
    case 'groups':
      return { ...model, groups: action.groups };
    case 'recents':
      return { ...model, recents: action.recents };
    case 'minimise':
      return { ...model, minimised: action.on && hasTalk(model.call) };
    case 'person':
      return withPerson(model, action.person);
    case 'invitation':
      return { ...model, invitation: action.invitation };
    case 'elsewhere':
      return { ...model, elsewhere: action.call };
    case 'devices':
      return { ...model, devices: action.devices };
    case 'notice':
      return { ...model, notices: withNotice(model.notices, { id: action.id, body: action.body }) };
    case 'noticeGone':
      return { ...model, notices: model.notices.filter((notice) => notice.id !== action.id) };
    case 'insecure':
      return { ...model, isSecure: false };
    case 'log':
      return { ...model, log: append(model.log, action.entry) };
    case 'logPaused':
      return { ...model, log: pause(model.log, action.paused) };
    case 'logCleared':
      return { ...model, log: clear(model.log) };
  }
}

/** Who signs out takes everything with him but the log, which is the page's. */
function enter(model: Model, session: Session): Model {
  if (session.state !== 'out') return { ...model, session };
  const { isSecure, log, graceTime } = model;
  return { ...EMPTY_MODEL, isSecure, log, graceTime, session };
}

/** A notice of a kind replaces the one before it. */
function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const others = notices.filter(({ body }) => body.kind !== notice.body.kind);
  return [notice, ...others].slice(0, NOTICES);
}

/** The end of the call comes before KICKED_OUT (S1-19), so it is among the notices. */
function kicked(model: Model): Model {
  if (model.session.state !== 'in') return model;
  const end = model.notices.find(({ body }) => body.kind === 'ended')?.body;
  const lastCall = end?.kind === 'ended' ? { person: end.person, seconds: end.seconds } : null;
  return {
    ...model,
    notices: [],
    contacts: [],
    groups: [],
    session: { state: 'kicked', me: model.session.me, lastCall },
  };
}
