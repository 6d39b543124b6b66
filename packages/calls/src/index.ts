export { decide } from './decide.js';
export type { Changes, Decision, Fact, Mail } from './decision.js';
export type {
  DeviceInput,
  Fresh,
  Input,
  LinkInput,
  MachineCommand,
  ServerInput,
  WakeInput,
} from './input.js';
export { type LiveCallsQuery, liveCalls } from './queries/live-calls.js';
export type {
  CallState,
  Device,
  Inside,
  Link,
  Member,
  Ringing,
  UnansweredRing,
  Usage,
  UserState,
} from './state.js';
export { wakeOfCall, wakeOfUser } from './wakes/times.js';
export { type AppPolicy, DEFAULT_POLICY, type Limits, type World } from './world.js';
