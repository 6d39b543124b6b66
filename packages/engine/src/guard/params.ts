import { Failure } from '../errors/failure.js';
import type { ParamRule, Params, ParamType } from './rule.js';
import { bytesOf, hasControlCharacters } from './text.js';

/** Throws −1202 in the words of the published engines (client.md §2.1) for the first parameter that is wrong. */
export function checkParams(method: string, params: Params, args: readonly unknown[]): void {
  if (params.by === 'place') {
    for (const [index, [name, rule]] of params.rules.entries()) check(method, name, rule, args[index]);
    return;
  }
  const given = args[0] ?? {};
  if (typeOf(given) !== 'object') {
    throw Failure.parameter(
      `'params' must be type of Object when calling ${method}(), received type: ${typeOf(given)}.`,
    );
  }
  for (const [name, rule] of Object.entries(params.rules)) {
    check(method, name, rule, (given as Readonly<Record<string, unknown>>)[name]);
  }
}

function check(method: string, name: string, rule: ParamRule, value: unknown): void {
  const problem = value === undefined || value === null ? missing(rule, value) : wrong(rule, value);
  if (problem) throw Failure.parameter(`'${name}' ${problem.says} when calling ${method}()${problem.got}.`);
  if (rule.items && Array.isArray(value)) {
    for (const [index, item] of value.entries()) check(method, `${name}[${index}]`, rule.items, item);
  }
  for (const [field, inner] of Object.entries((value && rule.fields) || {})) {
    check(method, `${name}.${field}`, inner, (value as Readonly<Record<string, unknown>>)[field]);
  }
}

interface Problem {
  readonly says: string;
  readonly got: string;
}

const missing = (rule: ParamRule, value: undefined | null): Problem | null =>
  rule.required ? { says: 'is a required param', got: `, received: ${value}` } : null;

function wrong(rule: ParamRule, value: unknown): Problem | null {
  if (!rule.types.some((type) => fits(type, value))) {
    return { says: `must be type of ${rule.types.join('/')}`, got: `, received type: ${typeOf(value)}` };
  }
  if (rule.notEmpty && isEmpty(value)) return { says: 'cannot be empty', got: '' };
  if (rule.maxItems !== undefined && Array.isArray(value) && value.length > rule.maxItems) {
    return { says: `must have at most ${rule.maxItems} entries`, got: `, received ${value.length}` };
  }
  const got = `, received: ${value}`;
  if (rule.oneOf && !rule.oneOf.some((allowed) => allowed === value)) {
    return { says: `must be one of ${rule.oneOf.join('|')}`, got };
  }
  if (rule.range && !(Number(value) >= rule.range[0] && Number(value) <= rule.range[1])) {
    return { says: `must be the range of ${rule.range.join('~')}`, got };
  }
  if (rule.whole && !Number.isInteger(value)) return { says: 'must be a whole number', got };
  if (rule.printable && typeof value === 'string' && hasControlCharacters(value)) {
    return { says: 'must not contain control characters', got: '' };
  }
  if (rule.maxBytes !== undefined && typeof value === 'string') {
    const bytes = bytesOf(value);
    if (bytes > rule.maxBytes) {
      return { says: `must be at most ${rule.maxBytes} bytes`, got: `, received ${bytes} bytes` };
    }
  }
  return null;
}

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : typeof value === 'string' && value.trim() === '';

function fits(type: ParamType, value: unknown): boolean {
  // An element of another frame is none of this window's HTMLElement, but an element all the same.
  if (type === 'HTMLElement') return (value as { readonly nodeType?: unknown }).nodeType === 1;
  return typeOf(value) === type.toLowerCase();
}

/** `number`, `array`, `null` …: finer than `typeof`. */
function typeOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1).toLowerCase();
}
