/** The engine finds the places of the pictures by these ids. They live in the page as long as the call does. */
export const LOCAL_VIEW_ID = 'rb-local-view';

/** Where somebody else's picture goes. */
export function pictureId(userId: string): string {
  return `rb-view-${userId}`;
}
