import type { KeptRecord } from '@ringback/calls';

/** Users of one call who become contacts of each other, the last ones: each of them gets a row for each other. */
const MAX_MET = 50;

export interface Meeting {
  readonly userId: string;
  readonly other: string;
  /** Both were in. Else one of them rang, or was rung. */
  readonly talked: boolean;
}

/** Who knows whom by a call that has ended. Whoever never heard of it knows nobody by it. */
export function meetingsOf({ caller, parts, unheard = [] }: KeptRecord): Meeting[] {
  const wereIn = new Set(parts.filter(({ enteredAt }) => enteredAt !== null).map(({ userId }) => userId));
  const users = [...new Set([caller, ...parts.map(({ userId }) => userId)])].slice(-MAX_MET);
  return users
    .filter((userId) => !unheard.includes(userId))
    .flatMap((userId) =>
      users
        .filter((other) => other !== userId)
        .map((other) => ({ userId, other, talked: wereIn.has(userId) && wereIn.has(other) })),
    );
}
