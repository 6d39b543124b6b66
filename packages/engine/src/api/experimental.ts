import { Failure } from '../errors/failure.js';

/** The answer of `callExperimentalAPI()`. */
export interface ExperimentalResult {
  code: 0;
  message: string;
  data: '';
}

/**
 * What published kits and apps ask for, and why nothing is to be done for it here.
 *
 * `setExcludeFromHistoryMessage`: calls leave no message in a chat. `setAssetsPath`: there is nothing to load. `forceUseV2API`: all
 * engines speak one protocol. `enableAutoPlayDialog`: no dialog is shown (ON_AUTOPLAY_BLOCKED tells the app).
 */
const KNOWN: readonly string[] = [
  'setExcludeFromHistoryMessage',
  'setAssetsPath',
  'forceUseV2API',
  'enableAutoPlayDialog',
];

/** @throws Failure −1202 for what is no JSON or names no API that is known */
export function callExperimentalAPI(jsonStr: string): ExperimentalResult {
  const api = apiOf(jsonStr);
  if (typeof api !== 'string') {
    throw Failure.parameter(`'jsonStr' must be JSON such as {"api":"…","params":{…}}, received: ${jsonStr}.`);
  }
  if (!KNOWN.includes(api)) {
    throw Failure.parameter(`'${api}' is no experimental API of Ringback; there are ${KNOWN.join(', ')}.`);
  }
  return { code: 0, message: 'success', data: '' };
}

function apiOf(jsonStr: string): unknown {
  try {
    return (JSON.parse(jsonStr) as { readonly api?: unknown } | null)?.api;
  } catch {
    return undefined;
  }
}
