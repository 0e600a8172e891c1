import { argv, env, resourceUsage, stdout } from 'node:process';
import { connect } from '../../src/db/client.ts';
import {
  claimThisImport,
  importById,
  insertImport,
  moveImport,
  stillMine,
} from '../../src/db/queries/imports.ts';
import { createVault } from '../../src/db/vault.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { openImportFile } from '../../src/files/import-open.ts';
import { withFile } from '../../src/files/import-source.ts';
import { createApplyImport } from '../../src/services/import/apply.ts';
import { createCheckFile } from '../../src/services/import/check.ts';
import { createUndoImport } from '../../src/services/import/undo.ts';

/* One import from a file to its undoing, in a process of its own, which says at the end what that took. */

const [, , file = ''] = argv;
const { db, close } = connect(env.DATABASE_URL ?? '', { max: 3 });
const vault = createVault(Buffer.alloc(32, 1));
const now = () => new Date('2026-11-22T02:00:00Z');
const keepClaim = (record: Parameters<typeof stillMine>[1]) => stillMine(db, record);

const idle_mb = megabytes();
const id = await insertImport(db, { by: null, file: null, receivedAt: now(), effectiveOn: '2026-11-22' });
const check = await timed(() =>
  withFile(file, async (source) => {
    const record = await claimThisImport(db, id);
    if (!record) throw new Error('no import');
    const actor = { person: 0 as PersonId, scopes: [{ kind: 'district' }] } as const;
    const day = '2026-11-22';
    const checked = await createCheckFile({ db, vault, now })(
      { try: record, actor, tell: null, day, today: day, confirmed: null },
      () => openImportFile(source),
    );
    if (checked.type !== 'checked') throw new Error(`it was ${checked.type}`);
  }),
);
const checked_mb = megabytes();
const apply = await timed(() => step('applying', createApplyImport({ db, vault, now, keepClaim })));
const applied_mb = megabytes();
const undo = await timed(() => step('undoing', createUndoImport({ db, vault, now, keepClaim })));
stdout.write(
  `IMPORTED ${JSON.stringify({ check, apply, undo, idle_mb, checked_mb, applied_mb, peak_mb: megabytes() })}\n`,
);
await close();

async function step(
  status: 'applying' | 'undoing',
  work: (record: NonNullable<Awaited<ReturnType<typeof importById>>>) => Promise<{ readonly type: string }>,
): Promise<void> {
  await moveImport(db, id, { status });
  const record = await importById(db, id);
  const outcome = record && (await work(record));
  if (outcome?.type !== 'applied' && outcome?.type !== 'undone') throw new Error(`it was ${outcome?.type}`);
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await body();
  return Math.round(performance.now() - began) / 1000;
}

/** The most that it ever was. */
function megabytes(): number {
  return Math.round(resourceUsage().maxRSS / 1024);
}
