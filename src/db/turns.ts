import { eq } from 'drizzle-orm';
import type { Scope } from '../domain/actor.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';
import type { Db, Tx } from './client.ts';
import { holdTransaction } from './held-transaction.ts';
import { type KeptAnswers, keepAnswers } from './kept-answers.ts';
import { queuedSomething } from './queries/outbox.ts';
import { scopeFrom } from './queries/scopes.ts';
import { people } from './schema.ts';
import { statement } from './statement.ts';
import { type Vault, VaultError } from './vault.ts';
import { lazyWork } from './work.ts';

/*
 * A turn: one update's effects. Everything it changes, the dialogue it moves, what is to be answered and the update's own
 * id are committed together, or not at all; once, however often it is delivered.
 *
 * Turns of one person never overlap, in whatever process: each raises her `turns` by one from the value it began with,
 * and one that finds it raised by another starts over, having changed nothing. That costs an update which only moves a
 * dialogue two statements, one to begin and one to end it, and no lock while it thinks. As soon as a service
 * writes there is a transaction, and her row is locked in it.
 */

export interface Arrival {
  readonly update: number;
  readonly telegramId: number;
  /** What Telegram says of her app's language. */
  readonly telegramLanguage: string | null;
  /** All it says is that she has left: of somebody we know nothing of, there is nothing to note. */
  readonly leaves?: boolean;
  readonly now: Date;
}

export interface OpenTurn {
  readonly work: Work;
  readonly person: PersonId;
  readonly language: Language | null;
  /** This account's records are another's now. */
  readonly merged: boolean;
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

type Settled =
  /** `queued`: something was put in the outbox. */
  | { readonly status: 'committed'; readonly queued: boolean }
  /** Committed before: with what Telegram hasn't taken yet of its answer. */
  | { readonly status: 'repeated'; readonly replies: string | null };

export interface Turns extends Omit<KeptAnswers, 'isGiven'> {
  /** @param body may run more than once, when another process was quicker; only its last run counts */
  run(arrival: Arrival, body: (turn: OpenTurn) => Promise<TurnOutcome>): Promise<Settled>;
}

/** Another turn of this person came first. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

const mostTries = 8;

/** @param options.bot the bot's Telegram id: update ids are counted for each bot */
export function createTurns({ db, vault, bot }: { db: Db; vault: Vault; bot: number }): Turns {
  const answers = keepAnswers({ db, vault, bot });
  return {
    async run(arrival, body) {
      for (let tries = 1; ; tries += 1) {
        try {
          // Asked before and after: in between it may have been written down.
          const wasGiven = answers.isGiven(arrival.update);
          const settled = await takeTurn({ db, vault, bot }, arrival, body);
          const isGiven = wasGiven || answers.isGiven(arrival.update);
          return settled.status === 'repeated' && isGiven ? { ...settled, replies: null } : settled;
        } catch (error) {
          if (!(error instanceof Overtaken) || tries === mostTries) throw error;
        }
      }
    },

    answered: answers.answered,
    unanswered: answers.unanswered,
    flush: answers.flush,
  };
}

async function takeTurn(
  { db, vault, bot }: { db: Db; vault: Vault; bot: number },
  arrival: Arrival,
  body: (turn: OpenTurn) => Promise<TurnOutcome>,
): Promise<Settled> {
  const found = await findPerson(db, arrival, bot);
  if (!found) return { status: 'repeated', replies: null };
  if (found.status !== null && found.status !== 'parked') {
    return { status: 'repeated', replies: found.replies && vault.open(found.replies, 'updates.replies') };
  }
  const transaction = holdTransaction(db, (tx) => lockPerson(tx, found));
  try {
    const outcome = await body({
      work: lazyWork(db, arrival.now, () => transaction.tx()),
      person: found.id,
      language: found.language,
      merged: found.merged,
      scopes: (found.scopes ?? []).map(scopeFrom),
      dialogues: (found.dialogues ?? []).map(({ kind, open, state }) => ({
        kind,
        open,
        state: openState(vault, Buffer.from(state, 'base64')),
      })),
    });
    await finish(transaction.begun ? await transaction.tx() : db, vault, bot, arrival, found, outcome);
    if (transaction.begun) await transaction.commit();
    return { status: 'committed', queued: transaction.begun && queuedSomething(await transaction.tx()) };
  } catch (error) {
    await transaction.rollBack();
    throw error;
  }
}

interface Found extends Record<string, unknown> {
  id: PersonId;
  turns: number;
  language: Language | null;
  telegram_language: string | null;
  unreachable: boolean;
  merged: boolean;
  /** Of this very update, if it is known. */
  status: 'done' | 'parked' | 'aside' | null;
  replies: Buffer | null;
  dialogues: { kind: string; open: boolean; state: string }[] | null;
  scopes: { scope: 'district' | 'street' | 'union'; scopeId: number }[] | null;
}

const selectPerson = statement<Found>(`
  select p.id, p.turns, p.language, p.telegram_language, p.unreachable_since is not null as unreachable,
    p.merged_into is not null as merged,
    u.status, u.replies,
    (select json_agg(json_build_object('kind', d.kind, 'open', d.open, 'state', encode(d.state, 'base64')))
       from dialogues d where d.person_id = p.id) as dialogues,
    (select json_agg(json_build_object('scope', r.scope, 'scopeId', r.scope_id))
       from staff_roles r where r.person_id = p.id and r.revoked_at is null) as scopes
  from people p left join updates u on u.bot_id = $1 and u.update_id = $2
  where p.telegram_id = $3`);

async function findPerson(db: Db, arrival: Arrival, bot: number): Promise<Found | undefined> {
  const { telegramId, telegramLanguage, update, now } = arrival;
  const [found] = await selectPerson(db, bot, update, telegramId);
  if (!found) {
    if (arrival.leaves) return undefined;
    await db.insert(people).values({ telegramId, telegramLanguage, createdAt: now }).onConflictDoNothing();
    return findPerson(db, arrival, bot);
  }
  const isNew = found.status === null;
  if (isNew && (found.unreachable || found.telegram_language !== telegramLanguage)) {
    // She writes, so she can be reached again, in whatever language her app speaks now. An update delivered once more
    // says nothing of now: since then she may have blocked the bot.
    await db
      .update(people)
      .set({ telegramLanguage, unreachableSince: null, unreachableReason: null })
      .where(eq(people.id, found.id));
  }
  return found;
}

/**
 * What can't be opened (a fault of the disk, a lost key) reads as `null`, which no dialogue takes for its state: it counts
 * as outdated, and she starts that one again. Thrown, it would set aside whatever else she writes.
 */
function openState(vault: Vault, sealed: Buffer): string {
  try {
    return vault.open(sealed, 'dialogues.state');
  } catch (error) {
    if (error instanceof VaultError) return 'null';
    throw error;
  }
}

async function lockPerson(tx: Tx, found: Found): Promise<void> {
  const [mine] = await lockUnchanged(tx, found.id, found.turns);
  if (!mine) throw new Overtaken();
}

// Not “for update”: rows that refer to her may be written meanwhile.
const lockUnchanged = statement(`select id from people where id = $1 and turns = $2 for no key update`);

/*
 * The end of a turn, in one statement so that it needs no transaction of its own. A dialogue that closes or pauses does
 * so before another opens: a person has at most one open.
 */
const endTurn = statement(`
  with mine as (
    update people set turns = turns + 1, wrote_at = $7::timestamptz where id = $1 and turns = $2 returning id
  ), closed as (
    delete from dialogues using mine where person_id = mine.id and kind = any($3::text[]) returning kind
  ), saved as (
    insert into dialogues (person_id, kind, state, open, updated_at)
    select mine.id, d.kind, decode(d.state, 'base64'), d.open::boolean, $7::timestamptz
    from mine, unnest($4::text[], $5::text[], $6::text[]) with ordinality as d(kind, state, open, place)
    where (select count(*) from closed) >= 0
    order by d.open::boolean, d.place
    on conflict (person_id, kind) do update
      set state = excluded.state, open = excluded.open, updated_at = excluded.updated_at
  )
  insert into updates (bot_id, update_id, chat_id, status, at, replies)
  select $8, $9, $10, 'done', $7::timestamptz, $11 from mine
  on conflict (bot_id, update_id) do update
    set status = 'done', chat_id = excluded.chat_id, replies = excluded.replies, parked_update = null, retry_at = null
  returning update_id`);

async function finish(
  db: Db | Tx,
  vault: Vault,
  bot: number,
  arrival: Arrival,
  found: Found,
  { dialogues, replies }: TurnOutcome,
): Promise<void> {
  const saved = dialogues.flatMap((dialogue) => (dialogue.change === 'save' ? [dialogue] : []));
  const rows = await endTurn(
    db,
    found.id,
    found.turns,
    dialogues.flatMap((dialogue) => (dialogue.change === 'close' ? [dialogue.kind] : [])),
    saved.map(({ kind }) => kind),
    saved.map(({ state }) => vault.seal(state, 'dialogues.state').toString('base64')),
    // As text: the driver takes a list of booleans for one boolean.
    saved.map(({ open }) => String(open)),
    arrival.now.toISOString(),
    bot,
    arrival.update,
    // Whose it was need be known no longer than something is owed to her.
    replies === null ? 0 : arrival.telegramId,
    replies === null ? null : vault.seal(replies, 'updates.replies'),
  );
  if (rows.length === 0) throw new Overtaken();
}
