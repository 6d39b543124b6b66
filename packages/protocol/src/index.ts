export type * from './call.js';
export { Code } from './codes.js';
export type * from './commands.js';
export { CallEndReason, type CallRole, CallType } from './enums.js';
export type * from './events.js';
export type * from './frames.js';
export * from './limits.js';
export type * from './requests.js';
export type * from './signals.js';
