import { existsSync } from 'node:fs';
import { installFromDebian } from './debian.mjs';

const PLACES = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

const find = () => PLACES.find((path) => path && existsSync(path));

/** The path of a Firefox on this machine, installed from Debian where there is none and it can be. */
export function findFirefox() {
  if (!find()) installFromDebian('Firefox', ['firefox-esr']);
  return find();
}
