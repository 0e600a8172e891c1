import { z } from 'zod';
import { inWork } from '../../db/work.ts';
import type { Scope } from '../../domain/actor.ts';
import { languages } from '../../domain/language.ts';
import { dateIn } from '../../domain/schedule.ts';
import { exportDirectory } from '../../export-directory.ts';
import { createTranslations } from '../../i18n/index.ts';
import { findScope } from '../../services/find-scope.ts';
import { save } from '../file.ts';
import { verb } from '../verb.ts';
import { askWhich } from '../which.ts';
import { withDatabase } from '../with-database.ts';

export const exportWhat = verb({
  name: 'export',
  usage: `directory [--street <name or code>] [--out <file>] [--language ${languages.join('|')}]`,
  summary: 'Writes the directory as a workbook that can be corrected in Excel and imported again.',
  options: z.object({
    what: z.enum(['directory'], 'must be: directory'),
    street: z.string().trim().min(1, 'must be the name or the code of a street').optional(),
    out: z.string().trim().min(1, 'must be a file to write').optional(),
    language: z.enum(languages, `must be ${languages.join(' or ')}`).optional(),
  }),
  bare: 'what',
  run: (desk, { street, out, language }) =>
    withDatabase(desk, async (db) => {
      const { config, now } = desk;
      let scope: Scope = { kind: 'district' };
      if (street !== undefined) {
        const found = await inWork(db, now, (work) => findScope(work, 'street', street));
        if (found.type === 'which') {
          askWhich(desk, 'street', street, found.places);
          return 1;
        }
        scope = found.scope;
      }
      const t = createTranslations(config.timeZone)[language ?? config.languageDefault];
      const path = out ?? `directory-${dateIn(now, config.timeZone)}.xlsx`;
      return save(desk, path, await exportDirectory(db, scope, t));
    }),
});
