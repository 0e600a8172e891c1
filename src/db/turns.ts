import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Scope } from '../domain/actor.ts';
import type { PersonId, StreetId, UnionId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';
import type { Db, Tx } from './client.ts';
import { dialogues, people, updates } from './schema.ts';
import type { Vault } from './vault.ts';
import { workOn } from './work.ts';

/*
 * The transaction of one update: who sent it, what she was in the middle of, everything it changes, what is to be
 * answered, and the update's own id. Committed together, or not at all; done once, however often it is delivered.
 *
 * Statements that don't wait for each other's results are sent together: a turn that only moves a dialogue costs four
 * round trips.
 */

export interface Arrival {
  readonly update: number;
  readonly telegramId: number;
  /** What Telegram says of her app's language. */
  readonly telegramLanguage: string | null;
  readonly now: Date;
}

export interface OpenTurn {
  readonly work: Work;
  readonly person: PersonId;
  readonly language: Language | null;
  readonly scopes: readonly Scope[];
  readonly dialogues: readonly { readonly kind: string; readonly open: boolean; readonly state: string }[];
}

export interface TurnOutcome {
  readonly dialogues: readonly (
    | { readonly kind: string; readonly change: 'save'; readonly state: string; readonly open: boolean }
    | { readonly kind: string; readonly change: 'close' }
  )[];
  /** JSON of what is to be answered; null when nothing is. */
  readonly replies: string | null;
}

export type Settled =
  | { readonly status: 'committed'; readonly person: PersonId }
  /** Committed before: with what Telegram hasn't taken yet of its answer. */
  | { readonly status: 'repeated'; readonly replies: string | null };

export interface Turns {
  run(arrival: Arrival, body: (turn: OpenTurn) => Promise<TurnOutcome>): Promise<Settled>;
  /** Notes that the update was answered. Written soon, together with others. */
  answered(update: number): void;
  /** Answers that nobody is known to be delivering: left behind by a process that died. */
  unanswered(
    before: Date,
    limit: number,
  ): Promise<readonly { update: number; chat: number; replies: string }[]>;
  /** Writes what `answered` has gathered. */
  flush(): Promise<void>;
}

const flushAfterMs = 25;

/** @param options.bot the bot's Telegram id: update ids are counted for each bot */
export function createTurns({ db, vault, bot }: { db: Db; vault: Vault; bot: number }): Turns {
  let gathered: number[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<unknown> = Promise.resolve();

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const ids = gathered;
    gathered = [];
    if (ids.length === 0) return void (await flushing);
    // Losing this write repeats an answer after a crash, which is why it may be late and together.
    flushing = flushing.then(() =>
      db
        .update(updates)
        .set({ replies: null })
        .where(and(eq(updates.bot, bot), inArray(updates.id, ids))),
    );
    await flushing;
  }

  return {
    run: (arrival, body) =>
      db.transaction(async (tx) => {
        const found = await open(tx, arrival, bot);
        if (found.before && found.before.status !== 'parked') {
          const { replies } = found.before;
          return { status: 'repeated', replies: replies && vault.open(replies, 'updates.replies') };
        }
        const outcome = await body({
          work: workOn(tx, arrival.now),
          person: found.person,
          language: found.language,
          scopes: found.scopes,
          dialogues: found.dialogues.map(({ kind, open, state }) => ({
            kind,
            open,
            state: vault.open(Buffer.from(state, 'base64'), 'dialogues.state'),
          })),
        });
        await Promise.all([
          ...saveDialogues(tx, vault, found.person, outcome, arrival.now),
          recordDone(tx, vault, bot, arrival, outcome.replies),
        ]);
        return { status: 'committed', person: found.person };
      }),

    answered(update) {
      gathered.push(update);
      timer ??= setTimeout(() => void flush().catch(() => undefined), flushAfterMs);
    },

    async unanswered(before, limit) {
      const rows = await db
        .select({ update: updates.id, chat: updates.chat, replies: updates.replies })
        .from(updates)
        .where(sql`${updates.bot} = ${bot} and ${updates.replies} is not null and ${updates.at} < ${before}`)
        .orderBy(updates.id)
        .limit(limit);
      return rows.flatMap(({ update, chat, replies }) =>
        replies ? [{ update, chat, replies: vault.open(replies, 'updates.replies') }] : [],
      );
    },

    flush,
  };
}

interface Found {
  readonly person: PersonId;
  readonly language: Language | null;
  readonly scopes: Scope[];
  readonly dialogues: readonly { kind: string; open: boolean; state: string }[];
  readonly before: { status: 'done' | 'parked' | 'aside'; replies: Buffer | null } | null;
}

async function open(tx: Tx, arrival: Arrival, bot: number): Promise<Found> {
  // The person's row is the lock: her updates take turns, in whatever process. Read *after* it is held, in a statement
  // of its own, or the dialogue seen would be the one from before the wait.
  const lock = tx.execute<PersonRow>(sql`
    select id, language, telegram_language, unreachable_since is not null as unreachable
    from people where telegram_id = ${arrival.telegramId} for no key update`);
  const read = tx.execute<StateRow>(stateQuery(arrival, bot));
  const [[row], [state]] = await Promise.all([lock, read]);
  if (!row) {
    await tx
      .insert(people)
      .values({
        telegramId: arrival.telegramId,
        telegramLanguage: arrival.telegramLanguage,
        createdAt: arrival.now,
      })
      .onConflictDoNothing();
    return open(tx, arrival, bot);
  }
  if (row.unreachable || row.telegram_language !== arrival.telegramLanguage) {
    await tx
      .update(people)
      .set({ telegramLanguage: arrival.telegramLanguage, unreachableSince: null, unreachableReason: null })
      .where(eq(people.id, row.id));
  }
  return {
    person: row.id,
    language: row.language,
    scopes: (state?.scopes ?? []).map(toScope),
    dialogues: state?.dialogues ?? [],
    before: state?.status ? { status: state.status, replies: state.replies } : null,
  };
}

interface PersonRow extends Record<string, unknown> {
  id: PersonId;
  language: Language | null;
  telegram_language: string | null;
  unreachable: boolean;
}

interface StateRow extends Record<string, unknown> {
  status: 'done' | 'parked' | 'aside' | null;
  replies: Buffer | null;
  dialogues: { kind: string; open: boolean; state: string }[] | null;
  scopes: { scope: string; id: number }[] | null;
}

function stateQuery(arrival: Arrival, bot: number) {
  return sql`
    select u.status, u.replies,
      (select json_agg(json_build_object('kind', d.kind, 'open', d.open, 'state', encode(d.state, 'base64')))
         from dialogues d where d.person_id = p.id) as dialogues,
      (select json_agg(json_build_object('scope', r.scope, 'id', r.scope_id))
         from staff_roles r where r.person_id = p.id and r.revoked_at is null) as scopes
    from people p left join updates u on u.bot_id = ${bot} and u.update_id = ${arrival.update}
    where p.telegram_id = ${arrival.telegramId}`;
}

function toScope(row: { scope: string; id: number }): Scope {
  if (row.scope === 'district') return { kind: 'district' };
  if (row.scope === 'street') return { kind: 'street', street: row.id as StreetId };
  return { kind: 'union', union: row.id as UnionId };
}

function saveDialogues(
  tx: Tx,
  vault: Vault,
  person: PersonId,
  outcome: TurnOutcome,
  now: Date,
): Promise<unknown>[] {
  // Closing and pausing come first: only one may be open at any moment.
  const ordered = [...outcome.dialogues].sort((a, b) => Number(isOpening(a)) - Number(isOpening(b)));
  return ordered.map((dialogue) => {
    if (dialogue.change === 'close') {
      return tx
        .delete(dialogues)
        .where(and(eq(dialogues.person, person), eq(dialogues.kind, dialogue.kind)))
        .execute();
    }
    const state = vault.seal(dialogue.state, 'dialogues.state');
    return tx
      .insert(dialogues)
      .values({ person, kind: dialogue.kind, state, open: dialogue.open, updatedAt: now })
      .onConflictDoUpdate({
        target: [dialogues.person, dialogues.kind],
        set: { state, open: dialogue.open, updatedAt: now, revision: sql`${dialogues.revision} + 1` },
      })
      .execute();
  });
}

function isOpening(dialogue: TurnOutcome['dialogues'][number]): boolean {
  return dialogue.change === 'save' && dialogue.open;
}

function recordDone(
  tx: Tx,
  vault: Vault,
  bot: number,
  arrival: Arrival,
  replies: string | null,
): Promise<unknown> {
  const sealed = replies === null ? null : vault.seal(replies, 'updates.replies');
  return tx
    .insert(updates)
    .values({
      bot,
      id: arrival.update,
      chat: arrival.telegramId,
      status: 'done',
      at: arrival.now,
      replies: sealed,
    })
    .onConflictDoUpdate({
      target: [updates.bot, updates.id],
      set: { status: 'done', replies: sealed, update: null, retryAt: null },
    })
    .execute();
}
