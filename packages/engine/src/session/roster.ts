import type { Published, ServerEvent } from '@ringback/protocol';

/** What a page shows of one other user. */
export interface Shown extends Published {
  /** `listed`: a ring names him, which does not say whether he is in. */
  readonly state: 'listed' | 'ringing' | 'in';
  readonly isReachable: boolean;
}

/** Of one who has just come. */
export const NEW_HERE = { audio: false, video: false, isReachable: true } as const;

/** The others in the one call that a page shows, as far as it was told of them. */
export class Roster {
  readonly users = new Map<string, Shown>();
  readonly #selfId: string;

  constructor(selfId: string) {
    this.#selfId = selfId;
  }

  /** Somebody else is in the call. */
  get hasOthers(): boolean {
    return this.at('in').length > 0;
  }

  at(state: Shown['state']): string[] {
    return [...this.users].filter(([, shown]) => shown.state === state).map(([userId]) => userId);
  }

  ring(userIds: readonly string[]): void {
    this.#put(userIds, 'ringing');
  }

  follow(event: ServerEvent): void {
    switch (event.e) {
      case 'received':
        this.#put([event.sponsor, ...event.userIds], 'listed');
        return;
      case 'restored':
        this.ring(event.ringing);
        return;
      case 'userInviting':
        this.ring([event.userId]);
        return;
      case 'userEnter':
        this.#put([event.userId], 'in');
        return;
      case 'members': {
        for (const userId of [...this.at('ringing'), ...this.at('listed')]) this.users.delete(userId);
        this.ring(event.ringing);
        return;
      }
      case 'userLeave':
      case 'reject':
      case 'lineBusy':
        this.users.delete(event.userId);
        return;
      case 'noResponse':
        for (const userId of event.userIds) this.users.delete(userId);
        return;
      case 'available':
        this.#change(event.userId, event.changed);
        return;
      case 'userLink':
        this.#change(event.userId, { isReachable: event.isReachable });
    }
  }

  #put(userIds: readonly string[], state: Shown['state']): void {
    for (const userId of userIds) {
      if (userId !== this.#selfId) this.users.set(userId, { ...NEW_HERE, state });
    }
  }

  #change(userId: string, change: Partial<Shown>): void {
    const shown = this.users.get(userId);
    if (shown) this.users.set(userId, { ...shown, ...change });
  }
}
