import { z } from 'zod';
import { migrate as applyMigrations } from '../../db/migrate.ts';
import { refreshNames } from '../../db/queries/place-names.ts';
import { type ExitCode, verb } from '../verb.ts';
import { onDatabase, withServer } from '../with-database.ts';

export const migrate = verb({
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the newest schema. npm start does so by itself.',
  options: z.object({}),
  run: (desk) =>
    withServer<ExitCode>(desk, async (url) => {
      const applied = await applyMigrations(url);
      const rewritten = await onDatabase(url, (db) => db.transaction(refreshNames));
      for (const name of applied) desk.say(`Applied ${name}.`);
      if (rewritten > 0) desk.say(`Rewrote the names that ${rewritten} places are found by.`);
      if (applied.length === 0) desk.say('Nothing to do: the database has the newest schema.');
      return 0;
    }),
});
