import { accessSync, constants } from 'node:fs';
import { installFromDebian } from './debian.mjs';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const find = () => PLACES.find((path) => path && isExecutable(path));

/** The path of a Chromium on this machine, installed from Debian where there is none and it can be. */
export function findChromium() {
  if (!find()) installFromDebian('Chromium', ['chromium', 'fonts-liberation']);
  return find();
}
