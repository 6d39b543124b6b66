export { decide } from './decide.js';
export type { Changes, Decision, Fact, KeptRecord, Mail } from './decision.js';
export type {
  DeviceInput,
  Fresh,
  Input,
  LinkInput,
  MachineCommand,
  Returning,
  ServerInput,
  WakeInput,
} from './input.js';
export { type LiveCallsQuery, liveCalls } from './queries/live-calls.js';
export { takesPart } from './rules/members.js';
export { snapshotOf } from './snapshot.js';
export type {
  CallState,
  Device,
  Inside,
  Link,
  Member,
  PastPart,
  Ringing,
  UnansweredRing,
  Unheard,
  Usage,
  UserState,
} from './state.js';
export { wakeOfCall, wakeOfUser } from './wakes/times.js';
export {
  type AppPolicy,
  BLOCKED,
  CALLERS,
  DEFAULT_POLICY,
  JOIN,
  type Limits,
  type Relations,
  type World,
} from './world.js';
