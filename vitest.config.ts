import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const onPostgres = ['db', 'services', 'jobs', 'bot', 'journeys', 'cli', 'app'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    // Importing is free of side effects here, so files may share their modules; loading them anew for each took longer than
    // the tests themselves.
    isolate: false,
    // Many a test waits, for a time-out or for the database: on two cores, three at once are done sooner than two.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    setupFiles: ['test/support/seed.ts'],
    // Ceilings for a machine busy with everything else, not expectations.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          // Quicker to begin than processes, and nothing here touches the process.
          pool: 'threads',
          include: ['test/**/*.test.ts'],
          exclude: [...onPostgres, 'test/browser/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          pool: 'forks',
          include: onPostgres,
          globalSetup: 'test/support/postgres.ts',
        },
      },
    ],
  },
});
