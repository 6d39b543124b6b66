/** The name stays for the tab, so that a reload is the same person and a second tab may be another. */
export interface TabMemory {
  name: string | null;
}

const NAME = 'ringback-demo-name';

export const browserMemory: TabMemory = {
  get name() {
    return sessionStorage.getItem(NAME);
  },
  set name(name) {
    if (name !== null) {
      sessionStorage.setItem(NAME, name);
      return;
    }
    sessionStorage.removeItem(NAME);
    // Or the next reload would sign in again whoever the address names.
    history.replaceState(null, '', location.pathname);
  },
};
