import { defineConfig } from 'vitest/config';

const onPostgres = ['db', 'services', 'jobs', 'bot', 'journeys', 'cli', 'app'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [...onPostgres, 'test/browser/**'],
        },
      },
      {
        test: {
          name: 'postgres',
          include: onPostgres,
          globalSetup: 'test/support/postgres.ts',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
