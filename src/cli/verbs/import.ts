import { z } from 'zod';
import { trialDataKey } from '../../data-key.ts';
import type { Db } from '../../db/client.ts';
import {
  claimThisImport,
  clearRows,
  importById,
  insertImport,
  moveImport,
  stillMine,
} from '../../db/queries/imports.ts';
import { createVault, type Vault } from '../../db/vault.ts';
import { ImportId, type PersonId } from '../../domain/ids.ts';
import { mayUndo } from '../../domain/import/report.ts';
import { languages } from '../../domain/language.ts';
import { dateIn } from '../../domain/schedule.ts';
import { importTemplate, rollTemplate } from '../../export-directory.ts';
import { openImportFile } from '../../files/import-open.ts';
import { withFile } from '../../files/import-source.ts';
import { createTranslations, type Translate } from '../../i18n/index.ts';
import { createApplyImport } from '../../services/import/apply.ts';
import { type Checked, createCheckFile } from '../../services/import/check.ts';
import { readImport } from '../../services/import/read-import.ts';
import { createUndoImport } from '../../services/import/undo.ts';
import { canRead, save } from '../file.ts';
import { importLines, keptLines } from '../import-lines.ts';
import { type Desk, type ExitCode, verb } from '../verb.ts';
import { withDatabase } from '../with-database.ts';

/** What a shell takes; the bot takes what Telegram lets it fetch. */
const mostBytes = 1024 ** 3;
const shown = { faults: 200, changes: 40, kept: 200 };

const Options = z.object({
  file: z.string().trim().min(1, 'must be a file').optional(),
  'as-of': z.iso.date('must be a day such as 2026-12-05').optional(),
  apply: z.boolean().default(false),
  undo: z
    .string()
    .regex(/^\d{1,9}$/u, 'must be the number of an import')
    .transform((written) => ImportId.parse(written))
    .optional(),
  template: z.string().trim().min(1, 'must be a file to write').optional(),
  'roll-template': z.string().trim().min(1, 'must be a file to write').optional(),
  language: z.enum(languages, `must be ${languages.join(' or ')}`).optional(),
});

interface Tools {
  readonly desk: Desk;
  readonly db: Db;
  readonly vault: Vault;
  readonly t: Translate;
}

export const importDirectory = verb({
  name: 'import',
  usage: `<file> [--as-of YYYY-MM-DD] [--apply] | --undo <n> | --template <file> | --roll-template <file> [--language ${languages.join('|')}]`,
  summary:
    'Says what a sheet of unions, buildings, units or members would change (.xlsx, .csv); with --apply, changes it.',
  options: Options,
  bare: 'file',
  run: (desk, { file, 'as-of': asOf, apply, undo, template, 'roll-template': roll, language }) =>
    withDatabase(desk, async (db) => {
      const { config, now } = desk;
      const t = createTranslations(config.timeZone)[language ?? config.languageDefault];
      const key = config.dataKey ?? (await trialDataKey(config.dataDir));
      const tools = { desk, db, vault: createVault(key, config.dataKeysOld), t };
      const today = dateIn(now, config.timeZone);
      if (template !== undefined) return writeTemplate(tools, template);
      if (roll !== undefined) return save(desk, roll, await rollTemplate(db, { kind: 'district' }, t));
      if (undo !== undefined) return takeBack(tools, undo);
      if (file === undefined) {
        desk.complain('Which file? For an empty one: npm run cli -- import --template <file>');
        return 2;
      }
      if (asOf !== undefined && asOf > today) {
        desk.complain(`--as-of ${asOf} is still to come.`);
        return 2;
      }
      if (!(await canRead(desk, file))) return 1;
      return look(tools, { file, day: asOf ?? today, today, apply });
    }),
});

async function writeTemplate({ desk, db, t }: Tools, path: string): Promise<ExitCode> {
  return save(desk, path, await importTemplate(db, { kind: 'district' }, t));
}

/** The district's own: nobody in particular, and everything is hers. */
const actor = { person: 0 as PersonId, scopes: [{ kind: 'district' }] } as const;

async function look(
  tools: Tools,
  asked: { readonly file: string; readonly day: string; readonly today: string; readonly apply: boolean },
): Promise<ExitCode> {
  const { desk, db } = tools;
  const id = await insertImport(db, { by: null, file: null, receivedAt: desk.now, effectiveOn: asked.day });
  try {
    for (let confirmed: string | null = null; ; ) {
      const checked: Checked = await check(tools, id, { ...asked, confirmed });
      if (checked.type === 'overtaken') throw new Error('this import is being worked on elsewhere');
      if (checked.type !== 'stillConfirmed') await tell(tools, id);
      if (checked.type === 'refused') return 1;
      if (checked.type === 'nothing') return 0;
      if (!asked.apply) {
        desk.say('Nothing was changed. To change it so: the same again with --apply');
        return 0;
      }
      await moveImport(db, id, { status: 'applying' });
      const record = await importById(db, id);
      if (!record) throw new Error('the import is gone');
      const applied = await createApplyImport({ ...withClock(tools), keepClaim: (of) => stillMine(db, of) })(
        record,
      );
      if (applied.type === 'applied') {
        desk.say(`Done. To undo it, within 7 days: npm run cli -- import --undo ${id}`);
        return 0;
      }
      if (applied.type === 'busy') {
        desk.complain('Another import is being applied. Please try again in a moment.');
        return 1;
      }
      // Somebody changed the directory in between: what it comes to now is shown again if it is something else.
      confirmed = record.fingerprint;
    }
  } finally {
    const left = await importById(db, id);
    if (left && ['received', 'checked', 'refused', 'applying'].includes(left.status)) {
      await moveImport(db, id, { status: 'dropped' });
      await clearRows(db, id);
    }
  }
}

const withClock = ({ db, vault, desk }: Tools) => ({ db, vault, now: () => desk.now });

function check(
  tools: Tools,
  id: ImportId,
  { file, day, today, confirmed }: { file: string; day: string; today: string; confirmed: string | null },
): Promise<Checked> {
  return withFile(file, async (source) => {
    const record = await claimThisImport(tools.db, id);
    if (!record) throw new Error('the import is gone');
    return createCheckFile(withClock(tools))({ try: record, actor, tell: null, day, today, confirmed }, () =>
      openImportFile(source, mostBytes),
    );
  });
}

async function tell({ db, vault, t, desk }: Tools, id: ImportId): Promise<void> {
  const state = await readImport(db, vault, id, shown);
  if (!state) return;
  for (const line of importLines(state, t)) (state.status === 'refused' ? desk.complain : desk.say)(line);
}

async function takeBack(tools: Tools, id: ImportId): Promise<ExitCode> {
  const { db, vault, desk, t } = tools;
  const record = await importById(db, id);
  if (record?.status !== 'applied' || !mayUndo(record.appliedAt, desk.now)) {
    desk.complain(
      record?.status === 'applied'
        ? `Import ${id} was applied more than 7 days ago.`
        : `There is no import ${id} that could be undone.`,
    );
    return 1;
  }
  await moveImport(db, id, { status: 'undoing' });
  const claimed = await claimThisImport(db, id);
  const undo = createUndoImport({ ...withClock(tools), keepClaim: (of) => stillMine(db, of) });
  const undone = await undo(claimed ?? record);
  if (undone.type !== 'undone') {
    desk.complain(
      'Another import is under way. This one is undone as soon as that is done and the bot runs.',
    );
    return 1;
  }
  const state = await readImport(db, vault, id, shown);
  for (const line of state ? keptLines(state, t) : []) desk.say(line);
  return 0;
}
