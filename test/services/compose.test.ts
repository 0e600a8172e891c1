import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { lockDraft, updateDraft } from '../../src/db/queries/drafts.ts';
import { people, staffRoles } from '../../src/db/schema.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { type ContentChange, emptyContent, type Media } from '../../src/domain/broadcast-content.ts';
import type { BroadcastId, NoticeId } from '../../src/domain/ids.ts';
import type { Language } from '../../src/domain/language.ts';
import { startPlayground } from '../../src/playground/http.ts';
import { changeBroadcast } from '../../src/services/change-broadcast.ts';
import { createApplyRevision } from '../../src/services/compose/apply-revision.ts';
import { changeDraft } from '../../src/services/compose/change-draft.ts';
import { createDraft } from '../../src/services/compose/create-draft.ts';
import { dropDraft } from '../../src/services/compose/drop-draft.ts';
import { listDrafts } from '../../src/services/compose/list-drafts.ts';
import { readDraft } from '../../src/services/compose/read-draft.ts';
import { tryDraft } from '../../src/services/compose/try-draft.ts';
import { announceBroadcast } from '../../src/services/release/announce-broadcast.ts';
import { addMembers, firstChat, ledger, moveIn } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { senderFor } from '../support/sender.ts';
import { at, audited, someone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
const union = { kind: 'union', union: north.union } as const;
const officer = await someone(db, union);
const colleague = await someone(db, { kind: 'street', street: north.street });
const stranger = await someone(db, { kind: 'union', union: south.union });
const applyRevision = createApplyRevision({ changeBroadcast });

const said = (words: string, language: Language = 'zh'): ContentChange => ({
  type: 'text',
  language,
  text: { text: words, entities: [{ type: 'bold', offset: 0, length: 2 }] },
});
async function begin(...changes: ContentChange[]): Promise<BroadcastId> {
  const created = await at(db, new Date(), (work) =>
    createDraft(work, officer, { scope: union, template: null, changes }),
  );
  if (created.type !== 'created') throw new Error(created.type);
  return created.broadcast;
}
const change = (broadcast: BroadcastId, who: Actor, ...changes: ContentChange[]) =>
  at(db, new Date(), (work) => changeDraft(work, who, { broadcast, changes }));
const read = (broadcast: BroadcastId, who: Actor) =>
  at(db, new Date(), (work) => readDraft(work, who, broadcast));
const mark = (broadcast: BroadcastId, marks: Parameters<typeof updateDraft>[2]) =>
  db.transaction((tx) => updateDraft(tx, broadcast, marks));

test('is written, read and dropped by those who answer for it, and seen by nobody else', async () => {
  const broadcast = await begin(said('停水通知'));
  expect((await change(broadcast, colleague, said('Water off', 'en'))).type).toBe('changed');
  expect((await read(broadcast, officer))?.content.texts.en?.text).toBe('Water off');
  expect((await at(db, new Date(), (work) => listDrafts(work, officer, 0))).entries).toHaveLength(1);

  expect(await read(broadcast, stranger)).toBeNull();
  expect((await at(db, new Date(), (work) => listDrafts(work, stranger, 0))).entries).toEqual([]);
  expect((await change(broadcast, stranger, said('x'))).type).toBe('notYours');
  const tried = await at(db, new Date(), (work) => tryDraft(work, stranger, { broadcast, language: 'zh' }));
  expect(tried.type).toBe('notYours');
  expect((await at(db, new Date(), (work) => dropDraft(work, stranger, broadcast))).type).toBe('notYours');
  const forged = await at(db, new Date(), (work) =>
    createDraft(work, stranger, { scope: union, template: null, changes: [] }),
  );
  expect(forged.type).toBe('notYours');

  expect((await at(db, new Date(), (work) => dropDraft(work, colleague, broadcast))).type).toBe('dropped');
  expect(await read(broadcast, officer)).toBeNull();
  expect((await db.transaction((tx) => lockDraft(tx, broadcast)))?.content).toEqual(emptyContent);
  expect((await change(broadcast, officer, said('x'))).type).toBe('notYours');
  expect(await audited(db, 'broadcast.dropped')).toHaveLength(1);
});

test('a role taken away while she writes: what she wrote stays, and is not hers to change', async () => {
  const leaving = await someone(db, union);
  const broadcast = await begin(said('停水通知'));
  expect((await change(broadcast, leaving, said('改过的停水通知'))).type).toBe('changed');
  await db.update(staffRoles).set({ revokedAt: new Date() }).where(eq(staffRoles.person, leaving.person));
  const without = { person: leaving.person, scopes: [] };
  expect((await change(broadcast, without, said('再改'))).type).toBe('notYours');
  expect((await read(broadcast, officer))?.content.texts.zh?.text).toBe('改过的停水通知');
});

test('whoever asked for its release asks again once it is changed; two changes at once: one is told', async () => {
  const broadcast = await begin(said('停水通知'));
  await mark(broadcast, { status: 'waiting', waitingSince: new Date(), waitingBy: officer.person });
  const seen = (await read(broadcast, officer))?.version;
  if (seen === undefined) throw new Error('not there');
  const both = await Promise.all(
    [officer, colleague].map((who) =>
      at(db, new Date(), (work) =>
        changeDraft(work, who, { broadcast, version: seen, changes: [said(`改 ${who.person}`)] }),
      ),
    ),
  );
  expect(both.map(({ type }) => type).sort()).toEqual(['changed', 'moved']);
  expect(await read(broadcast, officer)).toMatchObject({
    status: 'draft',
    waitingBy: null,
    waitingSince: null,
    version: seen + 1,
  });
});

test('with a photo it is sent, rewritten in place, and taken back', async () => {
  const count = 4;
  await addMembers(db, north.union, { count, since: new Date() });
  const playground = await startPlayground();
  moveIn(playground.world, count);
  const [{ desk } = { desk: null }] = await db
    .select({ desk: people.telegramId })
    .from(people)
    .where(eq(people.id, officer.person));
  moveIn(playground.world, 1, desk ?? 0);
  const sender = senderFor(db, playground);
  afterAll(async () => {
    await sender.stop();
    await playground.close();
  });
  sender.start();
  const file = playground.world.files.put({ kind: 'photo', bytes: Buffer.from('png'), width: 2, height: 2 });
  const media: Media = { kind: 'photo', fileId: file.file_id, fileUniqueId: file.file_unique_id, bytes: 3 };
  const captions = () =>
    Array.from({ length: count }, (_, index) =>
      (playground.world.chat(firstChat + index)?.messages ?? [])
        .filter(({ from, photo }) => from.is_bot && photo)
        .map(({ caption, photo }) => `${photo?.[0]?.file_id === file.file_id} ${caption?.split('\n').at(2)}`),
    );
  const settled = (notice: NoticeId, sent: number) =>
    eventually(async () => expect(await ledger(db, notice)).toEqual({ sent }), 15_000);

  const broadcast = await begin({ type: 'media', media }, said('停水通知'), said('Water off', 'en'));
  // The way of the second officer (release/): here only what it comes to.
  const marks = { status: 'released', releasedAt: new Date(), releasedBy: colleague.person } as const;
  await mark(broadcast, { ...marks, waitingBy: officer.person, audience: { membership: 'member' } });
  const now = new Date();
  const notice = await db.transaction(async (tx) => {
    const draft = await lockDraft(tx, broadcast);
    return draft ? announceBroadcast(tx, draft, { slot: now, now }) : null;
  });
  if (notice === null) throw new Error('not announced');
  sender.poke();
  await settled(notice, count);
  expect(captions().map((all) => all[0])).toEqual([
    'true Water off',
    'true 停水通知',
    'true 停水通知',
    'true Water off',
  ]);

  // Rewriting: nobody sees it, but she who tries it, until another puts it in its place.
  await change(broadcast, officer, said('停水改期'));
  expect(
    (await at(db, new Date(), (work) => tryDraft(work, officer, { broadcast, language: 'en' }))).type,
  ).toBe('coming');
  sender.poke();
  await eventually(async () => {
    const tests = (playground.world.chat(desk ?? 0)?.messages ?? []).map(({ caption = '' }) => caption);
    expect(
      tests.filter((caption) => caption.startsWith('A test') && caption.includes('Water off')),
    ).toHaveLength(1);
  }, 15_000);
  expect((await change(broadcast, officer, { type: 'media', media: null })).type).toBe('refused');
  await eventually(
    async () =>
      expect((await at(db, new Date(), (work) => applyRevision(work, officer, broadcast))).type).toBe(
        'needsAnother',
      ),
    1_000,
  );
  const apply = () => at(db, new Date(), (work) => applyRevision(work, colleague, broadcast));
  await eventually(async () => expect(await apply()).toEqual({ type: 'applied', corrects: true }), 15_000);
  sender.poke();
  await eventually(async () => expect(captions()[1]).toEqual(['true 停水改期']), 15_000);
  const changed = (playground.world.chat(firstChat + 1)?.messages ?? []).find(({ photo }) => photo);
  expect(changed?.caption?.split('\n')[0]).toBe('📣 刚才这条有更新。');
  expect(changed?.caption_entities).toContainEqual(expect.objectContaining({ type: 'bold', length: 2 }));

  await eventually(async () => {
    const taken = await at(db, new Date(), (work) =>
      changeBroadcast(work, officer, { notice, change: 'withdrawal' }),
    );
    expect(taken.type).toBe('changing');
  }, 15_000);
  sender.poke();
  await eventually(async () => expect(captions().flat()).toEqual([]), 15_000);
});
