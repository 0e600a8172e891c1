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
          // Quicker to begin than processes, and nothing here touches the process.
          pool: 'threads',
          include: ['test/**/*.test.ts'],
          exclude: [...onPostgres, 'test/browser/**'],
        },
      },
      {
        test: {
          name: 'postgres',
          pool: 'forks',
          include: onPostgres,
          globalSetup: 'test/support/postgres.ts',
          // Ceilings for a machine busy with everything else, not expectations.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
