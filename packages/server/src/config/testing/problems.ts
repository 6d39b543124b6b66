import { ConfigError, type Problem } from '../error.js';
import { type ConfigSources, loadConfig } from '../load.js';

/** What is wrong with a configuration. @throws Error when nothing is */
export function problemsOf(sources: ConfigSources): readonly Problem[] {
  try {
    loadConfig(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('was accepted');
}
