import { defineConfig } from 'vitest/config';

/** The playground's page in a real Chromium: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One browser at a time: on two cores a second one only slows the first.
    fileParallelism: false,
  },
});
