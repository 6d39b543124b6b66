import '../styles/index.js';
import type { Model } from '../model/model.js';
import { LOCAL_VIEW_ID, pictureId } from '../model/view-ids.js';
import { INTENT } from '../parts/fire.js';
import { Levels } from '../parts/levels.js';
import '../views/app.js';
import { fixtures } from './fixtures.js';
import { picture } from './picture.js';

/** Every state of the page with invented people: /gallery.html lists them, /gallery.html?state=video shows one. */
const wanted = new URLSearchParams(location.search).get('state');
const model = wanted === null ? undefined : fixtures[wanted];
if (model === undefined) list();
else show(model);

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
  levels.set(['kai', 'mei', 'jonas'].map((name) => [name, 55]));
  requestAnimationFrame(() => {
    document
      .getElementById(pictureId('mei'))
      ?.append(picture('#edc6a8', '#1b1a1e', '#ded8cc', ['#dfe5dc', '#a5b3a3']));
    document
      .getElementById(LOCAL_VIEW_ID)
      ?.append(picture('#dfb08c', '#33241b', '#54707a', ['#cfc8bb', '#9a9184']));
  });
}
