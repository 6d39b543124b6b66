import { MAX_PAGE } from '@ringback/protocol';
import { TUICallEngineError } from '../errors/engine-error.js';
import { Failure } from '../errors/failure.js';

const wrong = (method: string, what: string): TUICallEngineError =>
  TUICallEngineError.from(Failure.parameter(`${what} when calling ${method}().`), method);

export const groupIn = (method: string, groupID: unknown): string => filled(method, 'groupID', groupID);
export const nameIn = (method: string, name: unknown): string => filled(method, 'name', name);

function filled(method: string, key: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw wrong(method, `'${key}' must be a text that is not empty`);
}

export function usersIn(method: string, userIDList: unknown): string[] {
  const isList = Array.isArray(userIDList) && userIDList.length > 0 && userIDList.length <= MAX_PAGE;
  if (!isList) {
    throw wrong(method, `'userIDList' must have 1 to ${MAX_PAGE} users`);
  }
  return userIDList.map((userID) => filled(method, 'userID', userID));
}

export function whole(method: string, key: string, value: unknown, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw wrong(method, `'${key}' must be a whole number, ${least} to ${most}`);
}
