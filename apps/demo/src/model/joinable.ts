import type { Media } from './live.js';
import type { Person } from './person.js';

/** A call that goes on without this page. */
export interface Joinable {
  readonly callId: string;
  readonly isGroup: boolean;
  /** The group of the directory that calls; '' for none. */
  readonly groupId: string;
  readonly media: Media;
  /** Those who are in, whoever sits here excepted. */
  readonly people: readonly Person[];
  /** Since when there is talk (server's wall clock, ms). */
  readonly since: number;
  /** The device with which whoever sits here is in it; null: he is not. */
  readonly device: string | null;
}

/** A call that somebody named by its id or link, as far as the server tells of it. */
export type Invitation =
  | { readonly is: 'looking'; readonly callId: string }
  | { readonly is: 'open'; readonly callId: string; readonly call: Joinable }
  | { readonly is: 'gone'; readonly callId: string };

/** An id, or the link that carries it. '' where there is none. */
export function callIdIn(text: string): string {
  const trimmed = text.trim();
  const [, id = trimmed] = /[?&]join=([^&#\s]+)/u.exec(trimmed) ?? [];
  return /^[\w-]{1,64}$/u.test(id) ? id : '';
}
