import './styles/index.js';
import { browserClock } from './app/clock.js';
import { Controller } from './app/controller.js';
import { createEngine } from './app/engine.js';
import { browserMemory } from './app/memory.js';
import { browserPage } from './app/page.js';
import { browserPermissions } from './app/permissions.js';
import { demoServer } from './app/server.js';
import { INTENT } from './parts/fire.js';
import { WebBell } from './tones/web-bell.js';
import './views/app.js';

const controller = new Controller({
  clock: browserClock,
  server: demoServer,
  createEngine,
  bell: new WebBell(),
  page: browserPage,
  permissions: browserPermissions,
  memory: browserMemory,
  isSecure: isSecureContext,
});

const app = document.createElement('rb-app');
app.model = controller.store.model;
app.levels = controller.levels;
app.addEventListener(INTENT, (event) => controller.act(event.detail));
controller.store.subscribe((model) => {
  app.model = model;
});
document.body.append(app);
const asked = new URLSearchParams(location.search);
controller.start(asked.get('user'), asked.get('join'));
