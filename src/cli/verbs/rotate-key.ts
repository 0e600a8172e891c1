import { z } from 'zod';
import { createVault } from '../../db/vault.ts';
import { rotateKey } from '../../services/rotate-key.ts';
import { columns } from '../columns.ts';
import { verb } from '../verb.ts';
import { withDatabase } from '../with-database.ts';

export const rotate = verb({
  name: 'rotate-key',
  usage: '',
  summary: 'Encrypts with DATA_KEY what a key of DATA_KEYS_OLD still holds. The bot may go on meanwhile.',
  options: z.object({}),
  run: async (desk) => {
    const { dataKey, dataKeysOld } = desk.config;
    if (!dataKey || dataKeysOld.length === 0) {
      desk.complain(
        'Set DATA_KEY to the new key and DATA_KEYS_OLD to the one before, for the bot as well, and',
      );
      desk.complain('start the bot anew; then run this again. A new key: openssl rand -base64 32');
      return 2;
    }
    return withDatabase(desk, async (db) => {
      const done = await rotateKey({ db, vault: createVault(dataKey, dataKeysOld) });
      for (const line of columns(done.map(({ table, rows }) => [table, String(rows)]))) desk.say(line);
      const unopened = done.filter((one) => one.unopened > 0);
      if (unopened.length === 0) {
        desk.say('Everything is under the new key.');
        return 0;
      }
      for (const one of unopened)
        desk.complain(`${one.table}: ${one.unopened} rows that none of these keys opens.`);
      desk.complain('They were left as they are. Is the key they were encrypted with in DATA_KEYS_OLD?');
      return 1;
    });
  },
});
