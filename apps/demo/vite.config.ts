import { defineConfig } from 'vite';

// The page runs under a strict content security policy: no inline scripts, no data: assets. gallery.html is for
// development (`npm run dev -w @ringback/demo`, then /gallery.html) and is not built.
export default defineConfig({
  resolve: { conditions: ['ringback-source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
