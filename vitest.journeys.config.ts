import { defineConfig } from 'vitest/config';

/**
 * Screens of the console whose maps a browser without a graphics card draws for minutes: with `npm run test:journeys`, not with
 * every `npm test`.
 */
export const journeys = ['vehicle', 'trips', 'timeline', 'demo-panel', 'remote', 'monitors'].map(
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
