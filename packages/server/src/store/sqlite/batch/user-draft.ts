import type { UserState } from '@ringback/calls';
import type { Profile } from '@ringback/protocol';
import type { LiveUser } from '../memory/live-app.js';
import { BoxDraft } from './box-draft.js';

/** What a batch makes of a user. */
export class UserDraft {
  state: UserState | undefined;
  profile: Profile;
  /** One for each of his few devices that is concerned. */
  readonly boxes: BoxDraft[] = [];
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
    const known = this.knownBox(deviceId);
    if (known) return known;
    const box = new BoxDraft(deviceId, this.before?.boxes.get(deviceId));
    this.boxes.push(box);
    return box;
  }

  /** The box, if the batch has opened it. */
  knownBox(deviceId: string): BoxDraft | undefined {
    return this.boxes.find((box) => box.deviceId === deviceId);
  }

  /** What this batch has posted there is forgotten too: it is delivered once and never written. */
  dropBox(deviceId: string): void {
    const box = this.box(deviceId);
    this.freedRows.push(...(box.before?.rows() ?? []));
    this.boxes[this.boxes.indexOf(box)] = new BoxDraft(deviceId, undefined);
  }
}
