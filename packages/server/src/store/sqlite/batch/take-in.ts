import { Box } from '../memory/box.js';
import type { Live } from '../memory/live.js';
import type { LiveApp } from '../memory/live-app.js';
import type { BoxDraft } from './box-draft.js';
import type { Draft } from './draft.js';
import type { UserDraft } from './user-draft.js';

/** What is in the file is now true: takes the draft into memory. */
export function takeIn({ live, apps }: Draft): void {
  live.freedRows = [];
  for (const app of apps.values()) {
    app.directory.takeIn();
    for (const user of app.users.values()) takeInUser(live, app.live, user);
    for (const [callId, state] of app.calls) {
      if (state) app.live.putCall(state);
      else app.live.deleteCall(callId);
    }
  }
}

function takeInUser(live: Live, app: LiveApp, draft: UserDraft): void {
  if (!draft.state) return;
  const { state, profile, before, boxes } = draft;
  const user = before && !draft.isChanged ? before : app.putUser(state, profile);
  for (const boxDraft of boxes) {
    const box = takeInBox(live, boxDraft);
    if (box) user.boxes.set(boxDraft.deviceId, box);
    else user.boxes.delete(boxDraft.deviceId);
  }
}

/** undefined: the device is gone, or nothing ever came. */
function takeInBox(live: Live, { before, entries, answers }: BoxDraft): Box | undefined {
  if (!before && entries.length + answers.length === 0) return undefined;
  const box = before ?? new Box(live.maxEntries);
  live.freedRows.push(...box.append(entries));
  for (const { id, result } of answers) box.remember(id, result);
  return box;
}
