import '../styles/index.js';
import type { Model } from '../model/model.js';
import { LOCAL_VIEW_ID, pictureId } from '../model/view-ids.js';
import { INTENT } from '../parts/fire.js';
import { Levels } from '../parts/levels.js';
import '../views/app.js';
import { fixtures as pairFixtures, person } from './fixtures.js';
import { groupFixtures, people } from './group-fixtures.js';
import { picture } from './picture.js';

/** Every state of the page with invented people: /gallery.html lists them, /gallery.html?state=video shows one. */
const wanted = new URLSearchParams(location.search).get('state');
const fixtures: Record<string, Model> = { ...pairFixtures, ...groupFixtures };
const model = wanted === null ? undefined : fixtures[wanted];
if (model === undefined) list();
else show(model);

type Look = readonly [string, string, string, readonly [string, string]];
const LOOKS: readonly [Look, ...Look[]] = [
  ['#edc6a8', '#1b1a1e', '#ded8cc', ['#dfe5dc', '#a5b3a3']],
  ['#7d4f35', '#1b1416', '#c9932f', ['#e9e2d4', '#b5a48d']],
  ['#e6bd9d', '#a8743c', '#2f4a5c', ['#c9d3d6', '#93a3a8']],
  ['#dfb08c', '#33241b', '#54707a', ['#cfc8bb', '#9a9184']],
  ['#c99a76', '#2a1a1c', '#6e2f2f', ['#d9d2c6', '#a79f92']],
  ['#a9744f', '#15130f', '#1f6150', ['#6b6258', '#3f3a34']],
];

function list(): void {
  document.body.style.cssText = 'overflow:auto;padding:32px;columns:3 240px';
  for (const name of Object.keys(fixtures)) {
    const link = Object.assign(document.createElement('a'), { href: `?state=${name}`, textContent: name });
    link.style.cssText = 'display:block;padding:6px 0';
    document.body.append(link);
  }
}

function show(shown: Model): void {
  const app = document.createElement('rb-app');
  const levels = new Levels();
  app.model = shown;
  app.levels = levels;
  document.body.append(app);
  app.addEventListener(INTENT, (event) =>
    document.body.setAttribute('data-last-intent', JSON.stringify(event.detail)),
  );
  levels.set(['kai', 'mei', 'jonas', 'amara'].map((name) => [name, 55]));
  requestAnimationFrame(() => {
    document.getElementById(LOCAL_VIEW_ID)?.append(portrait(3));
    for (const [at, { userId }] of [person('Mei Tanaka'), ...people].entries()) {
      const place = document.getElementById(pictureId(userId));
      if (place !== null && place.childElementCount === 0) place.append(portrait(at));
    }
  });
}

/** Somebody in a room, each a little different. */
function portrait(at: number): HTMLElement {
  const [skin, hair, cloth, wall] = LOOKS[at % LOOKS.length] ?? LOOKS[0];
  return picture(skin, hair, cloth, wall);
}
