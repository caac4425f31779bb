import { defineConfig } from 'vitest/config';

/**
 * What takes minutes in the browser, with `npm run test:journeys`, not with every `npm test`: screens whose maps are drawn without
 * a graphics card, and the walk through all screens by keyboard.
 */
export const journeys = ['vehicle', 'trips', 'timeline', 'demo-panel', 'remote', 'monitors', 'keyboard'].map(
  (screen) => `test/console/${screen}.test.ts`,
);

export default defineConfig({
  test: {
    include: journeys,
    isolate: false,
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
