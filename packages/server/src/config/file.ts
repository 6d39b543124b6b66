import { readFileSync } from 'node:fs';
import { ConfigError } from './error.js';
import { parseJson } from './json.js';

/** Reads the configuration file: one JSON object. */
export function readConfigFile(path: string): Readonly<Record<string, unknown>> {
  const parsed = parseJson(readText(path));
  if (!parsed.ok) throw new ConfigError([{ field: '', problem: parsed.problem, source: path }]);
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigError([{ field: '', problem: 'must be one JSON object', source: path }]);
  }
  return { ...value };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError([{ field: '--config', problem: `cannot be read: ${code}`, source: path }]);
  }
}
