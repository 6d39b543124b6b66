import type { UserState } from '@ringback/calls';
import type { Profile } from '@ringback/protocol';
import type { LiveUser } from '../memory/live-app.js';
import { BoxDraft } from './box-draft.js';

/** What a batch makes of a user. */
export class UserDraft {
  state: UserState | undefined;
  profile: Profile;
  readonly boxes = new Map<string, BoxDraft>();
  /** Inbox rows of devices that are gone. */
  readonly freedRows: number[] = [];

  constructor(
    userId: string,
    readonly before: LiveUser | undefined,
  ) {
    this.state = before?.state;
    this.profile = before?.profile ?? { userId, nick: '', avatar: '' };
  }

  /** Mail alone does not change a user. */
  get isChanged(): boolean {
    return this.state !== this.before?.state || this.profile !== this.before?.profile;
  }

  box(deviceId: string): BoxDraft {
    const known = this.boxes.get(deviceId);
    if (known) return known;
    const box = new BoxDraft(this.before?.boxes.get(deviceId));
    this.boxes.set(deviceId, box);
    return box;
  }

  /** What this batch has posted there is forgotten too: it is delivered once and never written. */
  dropBox(deviceId: string): void {
    this.freedRows.push(...(this.box(deviceId).before?.rows() ?? []));
    this.boxes.set(deviceId, new BoxDraft(undefined));
  }
}
