import type { LiveApp } from './live-app.js';

/** Those of `userIds` with whom the user shares a group or a call, past or live, and himself. */
export function acquainted(app: LiveApp, userId: string, userIds: readonly string[]): string[] {
  const { directory, contacts } = app;
  const groups = [...directory.groupIdsOf(userId)].flatMap((groupId) => directory.group(groupId) ?? []);
  const inCall = new Set(app.callOf(userId)?.members.map((member) => member.userId));
  return userIds.filter(
    (other) =>
      other === userId ||
      inCall.has(other) ||
      groups.some(({ members }) => members.has(other)) ||
      contacts.haveMet(userId, other),
  );
}
