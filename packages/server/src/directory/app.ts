import type { DirectorySettings } from './rules/state.js';

/** What bears on the directory of an app's settings. */
export interface DirectoryApp {
  readonly sdkAppId: number;
  /** Hosts from which pictures may come; empty: any. */
  readonly avatarHosts: readonly string[];
  readonly directory: DirectorySettings;
}
