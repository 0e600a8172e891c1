import { z } from 'zod';
import { trialDataKey } from '../../data-key.ts';
import { isEmptyDistrict } from '../../db/demo/insert.ts';
import { migrate } from '../../db/migrate.ts';
import { createVault } from '../../db/vault.ts';
import { prepareDistrict } from '../../prepare-district.ts';
import { type ExitCode, verb } from '../verb.ts';
import { onDatabase, withServer } from '../with-database.ts';

export const seedDemo = verb({
  name: 'seed-demo',
  usage: '',
  summary: 'Puts the demonstration district into an empty database. npm start does so by itself.',
  options: z.object({}),
  run: (desk) =>
    withServer<ExitCode>(desk, async (url) => {
      const { config, now, log } = desk;
      await migrate(url);
      return onDatabase(url, async (db) => {
        if (!(await db.transaction(isEmptyDistrict))) {
          desk.complain('This database holds a district already, so nothing was changed.');
          desk.complain(
            'The demonstration goes into an empty one: set DATABASE_URL, or DATA_DIR, to another.',
          );
          return 1;
        }
        await prepareDistrict({
          db,
          vault: createVault(config.dataKey ?? (await trialDataKey(config.dataDir)), config.dataKeysOld),
          timeZone: config.timeZone,
          now,
          adminIds: config.adminIds,
          cast: config.telegram.kind === 'playground',
          log,
        });
        desk.say('The demonstration district is in. To see it: npm run cli -- coverage');
        return 0;
      });
    }),
});
