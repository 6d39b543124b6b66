import type { z } from 'zod';
import type { Config } from './config.js';
import { configFrom } from './derive.js';
import { ENVIRONMENT, type Environment, readEnvironment, variableOf } from './environment.js';
import { ConfigError, type Problem } from './error.js';
import { readConfigFile } from './file.js';
import { type SettingName, settings } from './schema.js';

export interface ConfigSources {
  readonly env: Environment;
  /** Path of the JSON file; what the environment says wins over it. */
  readonly file?: string | undefined;
  /** Folder of the demo's built pages; a server that is started without them has no demo. */
  readonly demoPages?: string | undefined;
  /** The server is to speak https by itself (`--https`), so that other machines can use the demo too. */
  readonly https?: boolean | undefined;
}

/** @throws ConfigError that names every field that is wrong, what is wrong with it and where it came from; never a value. */
export function loadConfig({ env, file, demoPages, https = false }: ConfigSources): Config {
  const fromEnvironment = readEnvironment(env);
  const fromFile = file === undefined ? {} : readConfigFile(file);
  const parsed = settings.safeParse(
    { ...fromFile, ...fromEnvironment.values },
    { error: (issue) => (issue.input === undefined ? 'is missing' : undefined) },
  );
  const place = placeIn(fromEnvironment.values, file);
  const invalid = parsed.success ? [] : parsed.error.issues.flatMap((issue) => describe(issue, place));
  const problems = [...fromEnvironment.problems, ...invalid];
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);

  const inProduction = env.NODE_ENV === 'production';
  const derived = configFrom(parsed.data, { demoPages, inProduction, https });
  if (!derived.ok) {
    const { setting, inside = [], problem } = derived;
    throw new ConfigError([{ ...place([setting, ...inside]), problem }]);
  }
  return derived.config;
}

type Path = readonly PropertyKey[];
type Place = (path: Path) => Omit<Problem, 'problem'>;

/** Names a field as its source spells it. */
function placeIn(fromEnvironment: Partial<Record<SettingName, unknown>>, file: string | undefined): Place {
  return ([first, ...rest]) => {
    const setting = settingNamed(first);
    const inside = rest.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    const isVariable = setting !== undefined && (setting in fromEnvironment || file === undefined);
    return isVariable
      ? { field: `${variableOf(setting)}${inside}`, source: ENVIRONMENT }
      : { field: `${String(first)}${inside}`, source: file ?? ENVIRONMENT };
  };
}

function settingNamed(key: PropertyKey | undefined): SettingName | undefined {
  return settings.keyof().options.find((name) => name === key);
}

function describe(issue: z.core.$ZodIssue, place: Place): Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ ...place(issue.path), problem: issue.message }];
  const names = issue.path.length === 0 ? `; there are ${settings.keyof().options.join(', ')}` : '';
  return issue.keys.map((key) => ({ ...place([...issue.path, key]), problem: `is no setting${names}` }));
}
