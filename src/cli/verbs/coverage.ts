import { z } from 'zod';
import { inWork } from '../../db/work.ts';
import { languages } from '../../domain/language.ts';
import { dateIn } from '../../domain/schedule.ts';
import { createTranslations } from '../../i18n/index.ts';
import { readCoverage } from '../../services/read-coverage.ts';
import { coverageLines } from '../coverage-lines.ts';
import { verb } from '../verb.ts';
import { askWhich } from '../which.ts';
import { withDatabase } from '../with-database.ts';

export const coverage = verb({
  name: 'coverage',
  usage: `[--as-of YYYY-MM-DD] [--street <name or code>] [--language ${languages.join('|')}] [--json]`,
  summary: 'The figures of the district, or of a street: unions, buildings, units, workers, members.',
  options: z.object({
    'as-of': z.iso.date('must be a day such as 2026-12-05').optional(),
    street: z.string().trim().min(1, 'must be the name or the code of a street').optional(),
    language: z.enum(languages, `must be ${languages.join(' or ')}`).optional(),
    json: z.boolean().default(false),
  }),
  run: (desk, { street, language, json, ...options }) =>
    withDatabase(desk, async (db) => {
      const { config, now } = desk;
      const day = options['as-of'] ?? dateIn(now, config.timeZone);
      const read = await inWork(db, now, (work) => readCoverage(work, { day, street }));
      if (read.type === 'whichStreet') {
        askWhich(desk, 'street', street ?? '', read.streets);
        return 1;
      }
      if (read.coverage.rows.length === 0 && street === undefined) {
        desk.complain('The database holds no district yet. For the demonstration: npm run cli -- seed-demo');
        return 1;
      }
      const t = createTranslations(config.timeZone)[language ?? config.languageDefault];
      const lines = json
        ? [JSON.stringify(read.coverage, null, 2)]
        : coverageLines(read.coverage, t, config.timeZone);
      for (const line of lines) desk.say(line);
      return 0;
    }),
});
