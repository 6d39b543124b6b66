import './styles/index.js';
import { Controller } from './app/controller.js';
import { createEngine } from './app/engine.js';
import { browserClock } from './app/environment.js';
import { browserPermissions } from './app/permissions.js';
import { demoServer } from './app/server.js';
import type { TabMemory } from './app/session.js';
import { INTENT } from './parts/fire.js';
import { WebBell } from './tones/web-bell.js';
import './views/app.js';

const NAME = 'ringback-demo-name';

const memory: TabMemory = {
  get name() {
    return sessionStorage.getItem(NAME);
  },
  set name(name) {
    if (name === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, name);
  },
};

const controller = new Controller({
  clock: browserClock,
  server: demoServer,
  createEngine,
  bell: new WebBell(),
  page: {
    setTitle(title) {
      document.title = title;
    },
    every(ms, job) {
      const timer = setInterval(job, ms);
      return () => clearInterval(timer);
    },
  },
  permissions: browserPermissions,
  memory,
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
controller.start(new URLSearchParams(location.search).get('user'));
