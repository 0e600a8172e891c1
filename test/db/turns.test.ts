import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../src/db/client.ts';
import { tellPeople } from '../../src/db/queries/outbox.ts';
import { dialogues, people, staffRoles, updates } from '../../src/db/schema.ts';
import { type Arrival, createTurns, type OpenTurn, type TurnOutcome } from '../../src/db/turns.ts';
import { createVault } from '../../src/db/vault.ts';
import { readOf, txOf } from '../../src/db/work.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const { db, url } = await testDatabase();
const vault = createVault(randomBytes(32));
const bot = 700000001;
const now = new Date('2026-11-22T02:00:00Z');

/** Two processes: each with connections of its own. */
const other = connect(url, { max: 5 });
afterAll(() => other.close());
const here = createTurns({ db, vault, bot });
const there = createTurns({ db: other.db, vault, bot });

const amina = 101;
let lastUpdate = 0;
const arrival = (given: Partial<Arrival> = {}): Arrival => ({
  update: ++lastUpdate,
  telegramId: amina,
  telegramLanguage: 'zh-hans',
  now,
  ...given,
});
const nothing: TurnOutcome = { dialogues: [], replies: null };
const does =
  (outcome: Partial<TurnOutcome> = {}) =>
  async (): Promise<TurnOutcome> => ({ ...nothing, ...outcome });
const saves = (kind: string, state: string, open = true) => ({ kind, change: 'save' as const, state, open });
const closes = (kind: string) => ({ kind, change: 'close' as const });

beforeEach(() => db.execute(sql`truncate people, updates, dialogues, staff_roles restart identity cascade`));

/** What the next turn finds. */
async function found(turns = here, telegramId = amina): Promise<OpenTurn> {
  let turn: OpenTurn | undefined;
  await turns.run(arrival({ telegramId }), async (open) => {
    turn = open;
    return nothing;
  });
  if (!turn) throw new Error('no turn');
  return turn;
}
const byKind = (turn: OpenTurn) => turn.dialogues.toSorted((a, b) => a.kind.localeCompare(b.kind));

describe('an update is done once', () => {
  test('however often it is delivered, and wherever', async () => {
    const update = arrival();
    let bodies = 0;
    const body = async () => {
      bodies += 1;
      return { ...nothing, replies: '["hello"]' };
    };
    expect(await here.run(update, body)).toMatchObject({ status: 'committed' });
    expect(await here.run(update, body)).toEqual({ status: 'repeated', replies: '["hello"]' });
    expect(await there.run(update, body)).toEqual({ status: 'repeated', replies: '["hello"]' });
    expect(bodies).toBe(1);
  });

  test('delivered to ten at once, its effects are there once', async () => {
    const update = arrival();
    const settled = await Promise.all(
      Array.from({ length: 10 }, (_, place) =>
        (place % 2 ? here : there).run(update, async ({ work }) => {
          await (await txOf(work)).execute(
            sql`update people set name = coalesce(name, ''::bytea) || 'x'::bytea`,
          );
          return nothing;
        }),
      ),
    );
    expect(settled.filter(({ status }) => status === 'committed')).toHaveLength(1);
    const [row] = await db.select({ name: people.name }).from(people);
    expect(row?.name?.toString()).toBe('x');
  });

  test('another bot counts its updates by itself', async () => {
    const another = createTurns({ db, vault, bot: bot + 1 });
    const update = arrival();
    await here.run(update, does());
    expect(await another.run(update, does())).toMatchObject({ status: 'committed' });
  });

  test('one that was set aside is not done any more; one that was parked is', async () => {
    const [aside, parked] = [arrival(), arrival()];
    const row = { bot, chat: amina, at: now, update: vault.seal('{}', 'updates.parked_update') };
    await db.insert(updates).values([
      { ...row, id: aside.update, status: 'aside' },
      { ...row, id: parked.update, status: 'parked', retryAt: now },
    ]);
    expect(await here.run(aside, does())).toEqual({ status: 'repeated', replies: null });
    expect(await here.run(parked, does({ replies: '[]' }))).toMatchObject({ status: 'committed' });
    const [done] = await db.select().from(updates).where(eq(updates.id, parked.update));
    expect(done).toMatchObject({ status: 'done', update: null, retryAt: null });
  });
});

describe('all or nothing', () => {
  test('a turn that fails leaves nothing but the person', async () => {
    const update = arrival();
    const failing = here.run(update, async ({ work, person }) => {
      const tx = await txOf(work);
      await tx.insert(staffRoles).values({ person, scope: 'district', scopeId: 0, grantedAt: now });
      throw new Error('stumbled');
    });
    await expect(failing).rejects.toThrow('stumbled');
    expect([await db.$count(updates), await db.$count(staffRoles), await db.$count(dialogues)]).toEqual([
      0, 0, 0,
    ]);
    expect(await here.run(update, does())).toMatchObject({ status: 'committed' });
  });

  test('so does one whose end cannot be written', async () => {
    const tooMany = does({ dialogues: [saves('a', '{}'), saves('b', '{}')] });
    await expect(here.run(arrival(), tooMany)).rejects.toThrow();
    expect([await db.$count(updates), await db.$count(dialogues)]).toEqual([0, 0]);
  });

  test('a turn that only reads begins no transaction; one that queues something says so', async () => {
    expect(await here.run(arrival(), does())).toEqual({ status: 'committed', queued: false });
    const reads = here.run(arrival(), async ({ work }) => {
      await readOf(work).select().from(people);
      return nothing;
    });
    expect(await reads).toEqual({ status: 'committed', queued: false });
    const writes = here.run(arrival(), async ({ work, person }) => {
      await tellPeople(await txOf(work), {
        key: 'apology:1',
        body: { kind: 'apology', code: '1' },
        to: [person],
        now: work.now,
      });
      return nothing;
    });
    expect(await writes).toEqual({ status: 'committed', queued: true });
  });

  test('the connections of turns that fail are given back', async () => {
    for (let round = 0; round < 12; round += 1) {
      const failing = here.run(arrival(), async ({ work }) => {
        await txOf(work);
        throw new Error('stumbled');
      });
      await expect(failing).rejects.toThrow('stumbled');
    }
    expect(await here.run(arrival(), does())).toMatchObject({ status: 'committed' });
  });
});

describe('one person’s updates take turns', () => {
  /** Counts in the dialogue's state, the slow way. */
  const count = async ({ dialogues: [dialogue] }: OpenTurn): Promise<TurnOutcome> => {
    const counted = Number(JSON.parse(dialogue?.state ?? '0'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { dialogues: [saves('count', JSON.stringify(counted + 1))], replies: null };
  };

  test('in two processes: each sees what the other said before it', async () => {
    await here.run(arrival(), does());
    await Promise.all([here.run(arrival(), count), there.run(arrival(), count)]);
    await Promise.all([here.run(arrival(), count), there.run(arrival(), count)]);
    expect((await found()).dialogues).toEqual([{ kind: 'count', open: true, state: '4' }]);
  });

  test('also when both write', async () => {
    await here.run(arrival(), does());
    const write = async (turn: OpenTurn) => {
      await (await txOf(turn.work)).execute(
        sql`update people set name = coalesce(name, ''::bytea) || 'x'::bytea`,
      );
      return count(turn);
    };
    await Promise.all([here.run(arrival(), write), there.run(arrival(), write), here.run(arrival(), write)]);
    const [row] = await db.select({ name: people.name }).from(people);
    expect(row?.name?.toString()).toBe('xxx');
    expect((await found()).dialogues[0]?.state).toBe('3');
  });

  test('others are not kept waiting', async () => {
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow = here.run(arrival(), async ({ work }) => {
      await txOf(work);
      await waiting;
      return nothing;
    });
    expect(await there.run(arrival({ telegramId: 102 }), does())).toMatchObject({ status: 'committed' });
    goOn();
    await slow;
  });

  test('a newcomer whose first two updates come at once is one person', async () => {
    const settled = await Promise.all([
      here.run(arrival(), count),
      there.run(arrival(), count),
      here.run(arrival(), count),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['committed', 'committed', 'committed']);
    expect(await db.$count(people)).toBe(1);
    expect((await found()).dialogues[0]?.state).toBe('3');
  });
});

describe('what is known of her', () => {
  test('her scopes, but not those taken back', async () => {
    const { person } = await found();
    const role = { person, grantedAt: now };
    await db.insert(staffRoles).values([
      { ...role, scope: 'district', scopeId: 0 },
      { ...role, scope: 'street', scopeId: 3 },
      { ...role, scope: 'union', scopeId: 7 },
      { ...role, scope: 'union', scopeId: 8, revokedAt: now },
    ]);
    expect((await found()).scopes).toEqual([
      { kind: 'district' },
      { kind: 'street', street: 3 },
      { kind: 'union', union: 7 },
    ]);
  });

  test('her language: chosen, or what Telegram says, which is kept up to date', async () => {
    expect((await found()).language).toBeNull();
    await db.update(people).set({ language: 'en' });
    expect((await found()).language).toBe('en');
    await here.run(arrival({ telegramLanguage: 'fr' }), does());
    const [row] = await db.select().from(people);
    expect(row?.telegramLanguage).toBe('fr');
  });

  test('who writes can be reached again; what is delivered once more is no sign of life', async () => {
    const update = arrival();
    await here.run(update, does());
    const blocked = { unreachableSince: now, unreachableReason: 'blocked' };
    await db.update(people).set(blocked);
    await here.run(update, does());
    expect(await db.select().from(people)).toMatchObject([blocked]);
    await here.run(arrival(), does());
    expect(await db.select().from(people)).toMatchObject([
      { unreachableSince: null, unreachableReason: null },
    ]);
  });
});

describe('of somebody we know nothing of', () => {
  test('that she has left is not noted: she isn’t made known by it', async () => {
    const settled = await here.run(arrival({ leaves: true }), does({ replies: '["好"]' }));
    expect(settled).toEqual({ status: 'repeated', replies: null });
    expect(await db.$count(people)).toBe(0);
    expect(await db.$count(updates)).toBe(0);
  });

  test('whose an update was is forgotten once she is answered, and not kept if she isn’t', async () => {
    const chats = async () => (await db.select({ chat: updates.chat }).from(updates)).map(({ chat }) => chat);
    await here.run(arrival(), does());
    expect(await chats()).toEqual([0]);
    const owed = arrival();
    await here.run(owed, does({ replies: '["好"]' }));
    expect((await chats()).sort()).toEqual([0, amina]);
    here.answered(owed.update);
    await here.flush();
    expect(await chats()).toEqual([0, 0]);
  });
});

describe('answers', () => {
  const soon = new Date(now.getTime() + 1);

  test('are kept until they were given', async () => {
    const update = arrival();
    await here.run(update, does({ replies: '["好"]' }));
    const kept = [{ update: update.update, chat: amina, replies: '["好"]' }];
    expect(await there.unanswered(soon, 10)).toEqual(kept);
    expect(await there.unanswered(now, 10)).toEqual([]);
    here.answered(update.update);
    await here.flush();
    expect(await there.unanswered(soon, 10)).toEqual([]);
    expect(await there.run(update, does())).toEqual({ status: 'repeated', replies: null });
  });

  test('written together, a moment later', async () => {
    const given = [arrival(), arrival(), arrival()];
    for (const update of given) await here.run(update, does({ replies: '[]' }));
    for (const { update } of given) here.answered(update);
    await eventually(async () => expect(await there.unanswered(soon, 10)).toEqual([]));
  });

  test('what this process has just given, it does not find ungiven', async () => {
    const update = arrival();
    await here.run(update, does({ replies: '[]' }));
    here.answered(update.update);
    expect(await here.unanswered(soon, 10)).toEqual([]);
  });

  test('the oldest first, and of this bot only', async () => {
    const given = [arrival(), arrival(), arrival()];
    for (const update of given.toReversed()) await here.run(update, does({ replies: '[]' }));
    const another = createTurns({ db, vault, bot: bot + 1 });
    await another.run(arrival(), does({ replies: '[]' }));
    const oldest = await here.unanswered(soon, 2);
    expect(oldest.map(({ update }) => update)).toEqual(given.slice(0, 2).map(({ update }) => update));
  });

  test('that they were given is written even if the database was away meanwhile', async () => {
    const away = connect(url, { max: 1 });
    const turns = createTurns({ db: away.db, vault, bot });
    const update = arrival();
    await turns.run(update, does({ replies: '[]' }));
    await db.execute(sql`alter table updates rename to updates_away`);
    turns.answered(update.update);
    await turns.flush();
    await db.execute(sql`alter table updates_away rename to updates`);
    await eventually(async () => expect(await here.unanswered(soon, 10)).toEqual([]));
    await away.close();
  });

  test('neither they nor dialogues can be read in the database', async () => {
    await here.run(
      arrival(),
      does({ replies: '["王小雨"]', dialogues: [saves('join', '{"name":"王小雨"}')] }),
    );
    const dump = await db.execute<{ text: string }>(
      sql`select (select string_agg(u::text, '') from updates u) || (select string_agg(d::text, '') from dialogues d) as text`,
    );
    const hidden = [
      '王小雨',
      Buffer.from('王小雨').toString('hex'),
      Buffer.from('王小雨').toString('base64'),
    ];
    for (const trace of hidden) expect(dump[0]?.text).not.toContain(trace);
  });
});

describe('dialogues', () => {
  test('one opens as another is set aside or closed, in the same turn', async () => {
    await here.run(arrival(), does({ dialogues: [saves('join', '1')] }));
    await here.run(arrival(), does({ dialogues: [saves('survey', '2'), saves('join', '1', false)] }));
    expect(byKind(await found(there))).toEqual([
      { kind: 'join', open: false, state: '1' },
      { kind: 'survey', open: true, state: '2' },
    ]);
    await here.run(arrival(), does({ dialogues: [saves('join', '3'), closes('survey')] }));
    expect((await found(there)).dialogues).toEqual([{ kind: 'join', open: true, state: '3' }]);
  });

  test('of one person are not those of another', async () => {
    await here.run(arrival(), does({ dialogues: [saves('join', '1')] }));
    expect((await found(here, 102)).dialogues).toEqual([]);
  });

  const kinds = ['join', 'survey', 'activity'] as const;
  const moves = fc.array(
    fc.record({
      open: fc.option(fc.constantFrom(...kinds), { nil: null }),
      kept: fc.uniqueArray(fc.constantFrom(...kinds)),
      state: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => JSON.stringify(text)),
    }),
    { maxLength: 6 },
  );

  test('whatever turns save, the next finds exactly that', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (turns) => {
        await db.execute(sql`truncate dialogues`);
        for (const { open, kept, state } of turns) {
          const expected = kinds
            .filter((kind) => kind === open || kept.includes(kind))
            .map((kind) => ({ kind, open: kind === open, state }));
          const change = [
            ...expected.map((dialogue) => ({ ...dialogue, change: 'save' as const })),
            ...kinds.filter((kind) => kind !== open && !kept.includes(kind)).map(closes),
          ];
          await here.run(arrival(), does({ dialogues: change }));
          expect(byKind(await found(there))).toEqual(
            expected.toSorted((a, b) => a.kind.localeCompare(b.kind)),
          );
        }
      }),
      { numRuns: 15 },
    );
  });
});
