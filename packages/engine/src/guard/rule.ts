import type { CallStatus } from '../session/stage.js';

/** What one parameter must be. Checked in the order of these members; the first that fails is reported. */
export interface ParamRule {
  readonly types: readonly ParamType[];
  readonly required?: boolean;
  /** Neither '' (blanks do not count) nor []. */
  readonly notEmpty?: boolean;
  readonly oneOf?: readonly (string | number)[];
  /** Lower and upper end, both included; whole numbers where they must be. */
  readonly range?: readonly [min: number, max: number];
  readonly whole?: boolean;
  /** No control characters. */
  readonly printable?: boolean;
  /** UTF-8 bytes that the wire carries. */
  readonly maxBytes?: number;
  /** Of an array. */
  readonly maxItems?: number;
  readonly items?: ParamRule;
  /** Of an object, by name; others are let through. */
  readonly fields?: Readonly<Record<string, ParamRule>>;
}

export type ParamType = 'String' | 'Number' | 'Boolean' | 'Object' | 'Array' | 'HTMLElement';

/** Members of one object, or values in a row. */
export type Params =
  | { readonly by: 'name'; readonly rules: Readonly<Record<string, ParamRule>> }
  | { readonly by: 'place'; readonly rules: readonly (readonly [name: string, rule: ParamRule])[] };

/** One row of the state table (client.md §2.1). */
export interface MethodRule {
  readonly params: Params;
  /** Rejects −1201 without a login. */
  readonly login: boolean;
  /** Rejects −1203 in any other state. */
  readonly states: readonly CallStatus[];
  /** Rejects −1204 while it runs (G-08). */
  readonly alone: boolean;
  /** On a call that has ended meanwhile it resolves and changes nothing, or rejects 101004 in place of −1203 (G-08). */
  readonly afterCall?: 'resolves' | 'noSuchCall';
}
