import { defineConfig } from 'vite';

// `npm run dev` serves the page from its sources, with a server that runs on its own port beside it.
const server = 'http://localhost:8080';

// The page runs under a strict content security policy: no inline scripts, no data: assets. gallery.html is for
// development (`npm run dev -w @ringback/demo`, then /gallery.html) and is not built.
export default defineConfig({
  resolve: { conditions: ['ringback-source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/demo/': server, '/ws': { target: server, ws: true } } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
