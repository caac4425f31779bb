import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budget } from './build/budget.ts';
import { compress } from './build/compress.ts';
import { world } from './build/world.ts';

/** The server of `npm start`, for `npm run dev -w console`. */
const server = process.env.ROADWIRE_URL ?? 'http://127.0.0.1:8080';
const passedOn = [
  '/connectedcar',
  '/admin',
  '/live',
  '/am',
  '/account',
  '/demo',
  '/openapi',
  '/console/config.json',
];

export default defineConfig(({ command }) => ({
  // Built pages are told where they are by the server (src/console), which may be below a path of a proxy.
  base: command === 'build' ? './' : '/console/',
  plugins: [react(), world(), budget(), compress()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    // The policy of the pages lets nothing come from `data:` but pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // How long each plugin took is of no interest to who starts it.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  worker: { format: 'es' },
  server: { proxy: Object.fromEntries(passedOn.map((path) => [path, server])) },
}));
