import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installFromDebian } from './debian.mjs';

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const find = () => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const places = [process.env.COTURN_PATH, ...folders.map((folder) => join(folder, 'turnserver'))];
  return places.find((path) => path && isExecutable(path));
};

/** The path of coturn’s `turnserver` on this machine, installed from Debian where there is none and it can be. */
export function findCoturn() {
  if (!find()) installFromDebian('coturn', ['coturn']);
  return find();
}
