import { z } from 'zod';
import { buildingsCalled, unionsCalled } from '../../db/queries/called.ts';
import type { HistoryOf } from '../../db/queries/history.ts';
import { inWork, txOf } from '../../db/work.ts';
import { languages } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import { actInWords } from '../../i18n/directory-words.ts';
import { createTranslations } from '../../i18n/index.ts';
import { createReadHistory } from '../../services/directory/read-history.ts';
import { type Desk, verb } from '../verb.ts';
import { askWhich } from '../which.ts';
import { withDatabase } from '../with-database.ts';

export const history = verb({
  name: 'history',
  usage: `<building or union> [--page <number>] [--language ${languages.join('|')}]`,
  summary: 'What was changed in the directory at a building or a union, when, and by which office.',
  options: z.object({
    of: z
      .string({ error: 'is missing: the name or the code of a building or a union' })
      .trim()
      .min(1, 'must be the name or the code of a building or a union'),
    page: z.coerce.number('must be a number').int().min(1, 'must be 1 or more').default(1),
    language: z.enum(languages, `must be ${languages.join(' or ')}`).optional(),
  }),
  bare: 'of',
  run: (desk, { of: text, page, language }) =>
    withDatabase(desk, (db) =>
      inWork(db, desk.now, async (work) => {
        const of = await meant(desk, work, text);
        if (!of) return 1;
        const read = await createReadHistory({ vault: null })(work, 'system', of, page - 1);
        if (read.type !== 'history') return 1;
        const { timeZone, languageDefault } = desk.config;
        const t = createTranslations(timeZone)[language ?? languageDefault];
        const name = read.of.name;
        const { acts, pages, page: shown } = read.history;
        desk.say(t.plain(acts.length > 0 ? 'directory.historyTitle' : 'directory.historyNone', { name }));
        for (const act of acts) desk.say(actInWords(act, t));
        if (pages > 1) desk.say(`${shown + 1}/${pages}`);
        return 0;
      }),
    ),
});

/** A union or a building, whichever it is called. */
async function meant(desk: Desk, work: Work, text: string): Promise<HistoryOf | undefined> {
  const tx = await txOf(work);
  const [unions, buildings] = [await unionsCalled(tx, text), await buildingsCalled(tx, text)];
  const exact = (each: { readonly code: string; readonly name: string }) =>
    each.code === text.toLowerCase() || each.name === text;
  const all = [
    ...buildings.map((each) => ({ each, kind: 'building' as const })),
    ...unions.map((each) => ({ each, kind: 'union' as const })),
  ];
  const surely = all.filter(({ each }) => exact(each));
  const [only, another] = surely.length > 0 ? surely : all;
  if (only && !another) return { kind: only.kind, id: only.each.id };
  const kind = buildings.length > 0 ? 'building' : 'union';
  askWhich(
    desk,
    kind,
    text,
    all.map(({ each }) => each),
  );
  return undefined;
}
