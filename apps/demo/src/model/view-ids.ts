/** The engine finds the places of the pictures by these ids. They live in the page as long as the app does. */
export const REMOTE_VIEW_ID = 'rb-remote-view';
export const LOCAL_VIEW_ID = 'rb-local-view';
