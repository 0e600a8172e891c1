import { asc, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { applications, cardMoves, cards, membershipMoves, memberships } from '../../src/db/schema.ts';
import { type Actor, answersFor } from '../../src/domain/actor.ts';
import type { ApplicationId, CardId, MembershipId } from '../../src/domain/ids.ts';
import { allowedMoves, cardLifecycle, membershipLifecycle } from '../../src/domain/lifecycle.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createOpenCard } from '../../src/services/cards/desk.ts';
import { createIssueCard, markCardsReady } from '../../src/services/cards/hand-out.ts';
import { moveMyCard } from '../../src/services/cards/holder.ts';
import { createLeaveUnion } from '../../src/services/membership/leave-union.ts';
import { createRequestTransfer } from '../../src/services/membership/request-transfer.ts';
import { restMembership, resumeMembership } from '../../src/services/membership/rest-membership.ts';
import { createRejectApplication } from '../../src/services/reject-application.ts';
import { withdrawApplication } from '../../src/services/withdraw-application.ts';
import { applicant } from '../support/applicants.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, twoStreets, vault } from '../support/two-streets.ts';

/*
 * Two members, two unions' officers and a stranger do whatever they like in whatever order, with each other's ids: no
 * membership and no card gets where the tables don't lead, nobody has two memberships or none that she didn't leave, and
 * nobody opens or moves a card of a union that isn't hers.
 */

const { db } = await testDatabase();
const deps = { vault, timeZone };
const approve = createApproveApplication(deps);
const reject = createRejectApplication(deps);
const transfer = createRequestTransfer(deps);
const leave = createLeaveUnion(deps);
const open = createOpenCard(deps);
const issue = createIssueCard(deps);

let places: Awaited<ReturnType<typeof twoStreets>>;
let staff: readonly Actor[];
beforeAll(async () => {
  places = await twoStreets(db);
  const { north, south } = places;
  staff = [
    await someone(db, { kind: 'union', union: north.union }),
    await someone(db, { kind: 'street', street: south.street }),
    await someone(db),
  ];
});

/** How often each is tried: the way to an issued card in another union is long. */
const verbs = {
  toNorth: 3,
  toSouth: 3,
  withdraw: 1,
  rest: 1,
  resume: 1,
  leave: 1,
  request: 4,
  lost: 2,
  takeBack: 1,
  approve: 5,
  reject: 1,
  openCard: 1,
  ready: 3,
  issue: 3,
} as const;
type Verb = keyof typeof verbs;
const anyVerb = fc.oneof(
  ...(Object.keys(verbs) as Verb[]).map((verb) => ({ arbitrary: fc.constant(verb), weight: verbs[verb] })),
);

const listed = {
  membership: new Set(allowedMoves(membershipLifecycle)),
  card: new Set(allowedMoves(cardLifecycle)),
};

test('random moves by random people lead nowhere they shouldn’t', async () => {
  const step = fc.record({
    verb: anyVerb,
    // Mostly those who may; each now and then, anybody.
    who: fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: fc.nat(4), weight: 1 }),
    whose: fc.nat(1),
    hours: fc.integer({ min: 0, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
      const members: Actor[] = [];
      for (const place of [places.north, places.south]) {
        const { worker, id } = await applicant(db, place);
        await at(db, monday, (work) => approve(work, place === places.north ? officer(0) : officer(1), id));
        members.push(worker);
      }
      const everybody = [...members, ...staff];
      const left = new Set<Actor>();
      let now = monday.getTime();
      for (const { verb, who, whose, hours } of steps) {
        now += hours * 3_600_000;
        const target = members[whose] as Actor;
        const actor = who === null ? await whoMay(verb, target) : (everybody[who] as Actor);
        const was = await cardOf(target);
        const outcome = await act(verb, actor, target, new Date(now));
        if (verb === 'leave' && outcome === 'left') left.add(actor);
        // Whoever got at somebody's card answers for the union it was in.
        if (/^(opened|ready|issued)$/u.test(outcome))
          expect([verb, was && answersFor(actor, was.place)]).toEqual([verb, true]);
      }
      for (const each of members) await holds(each, left.has(each));
    }),
    { numRuns: 20 },
  );
});

function officer(index: number): Actor {
  return staff[index] as Actor;
}

async function whoMay(verb: Verb, target: Actor): Promise<Actor> {
  const decides = verb === 'approve' || verb === 'reject';
  if (!decides && verb !== 'openCard' && verb !== 'ready' && verb !== 'issue') return target;
  const [application] = await db
    .select({ union: applications.union })
    .from(applications)
    .where(eq(applications.id, await applicationOf(target)));
  const union = decides ? application?.union : (await cardOf(target))?.place.union;
  return officer(union === places.north.union ? 0 : 1);
}

async function act(verb: Verb, actor: Actor, target: Actor, now: Date): Promise<string> {
  const application = await applicationOf(target);
  const card = (await cardOf(target))?.id ?? (2_000_000_000 as CardId);
  const to = verb === 'toNorth' ? places.north : places.south;
  return at(db, now, async (work) => {
    switch (verb) {
      case 'toNorth':
      case 'toSouth': {
        const unit = { kind: 'listed', unit: to.unit, name: '' } as const;
        return (await transfer(work, actor, { building: to.building, union: to.union, unit })).type;
      }
      case 'withdraw':
        return (await withdrawApplication(work, actor, application)).type;
      case 'rest':
        return (await restMembership(work, actor, 'retired')).type;
      case 'resume':
        return (await resumeMembership(work, actor)).type;
      case 'leave':
        return (await leave(work, actor)).type;
      case 'request':
      case 'lost':
      case 'takeBack':
        return (await moveMyCard(work, actor, verb)).type;
      case 'approve':
        return (await approve(work, actor, application)).type;
      case 'reject':
        return (await reject(work, actor, application, { reason: 'wrongBuilding' })).type;
      case 'openCard':
        return (await open(work, actor, card)) ? 'opened' : 'no';
      case 'ready':
        return (await markCardsReady(work, actor, { cards: [card], handOver: '一层服务台' })).ready === 1
          ? 'ready'
          : 'no';
      case 'issue':
        return (await issue(work, actor, { card, tail: '1234' })).type;
    }
  });
}

async function applicationOf(who: Actor): Promise<ApplicationId> {
  const rows = await db
    .select({ id: applications.id })
    .from(applications)
    .where(eq(applications.person, who.person))
    .orderBy(asc(applications.id));
  return rows.at(-1)?.id ?? (2_000_000_000 as ApplicationId);
}

async function cardOf(who: Actor) {
  const [held] = (await historyOf(who)).filter(({ until }) => until === null);
  if (!held) return undefined;
  const [card] = await db.select().from(cards).where(eq(cards.membership, held.id));
  const street = held.union === places.north.union ? places.north.street : places.south.street;
  return card && { ...card, place: { union: held.union, street } };
}

const historyOf = (who: Actor) =>
  db.select().from(memberships).where(eq(memberships.person, who.person)).orderBy(asc(memberships.id));

async function holds(who: Actor, hasLeft: boolean): Promise<void> {
  const rows = await historyOf(who);
  const current = rows.filter(({ until }) => until === null);
  expect(current).toHaveLength(hasLeft ? 0 : 1);
  // One follows another without a gap: she is a member on every day until she leaves.
  expect(rows.slice(1).map(({ since }) => since)).toEqual(rows.slice(0, -1).map(({ until }) => until));
  const ids = rows.map(({ id }) => id);
  const moves = await db
    .select()
    .from(membershipMoves)
    .where(inArray(membershipMoves.membership, ids))
    .orderBy(asc(membershipMoves.id));
  for (const { id, status } of rows)
    chain(
      moves.filter(({ membership }) => membership === id),
      status,
      'membership',
    );

  const hers = await db
    .select()
    .from(cards)
    .where(inArray(cards.membership, ids as MembershipId[]));
  // One card, wherever she has gone.
  expect(hers.length).toBeLessThanOrEqual(1);
  for (const { id, status, membership } of hers) {
    const of = await db.select().from(cardMoves).where(eq(cardMoves.card, id)).orderBy(asc(cardMoves.id));
    chain(of, status, 'card');
    expect(membership).toBe(ids.at(-1));
    if (hasLeft) expect(status).toBe('cancelled');
  }
}

/** Each move begins where the last one ended, all of them are listed, and the last leads to where it is. */
function chain(
  moves: readonly { readonly from: string | null; readonly to: string }[],
  status: string,
  of: 'membership' | 'card',
): void {
  let last = '';
  for (const { from, to } of moves) {
    expect(from ?? '').toBe(last);
    expect(listed[of]).toContain(`${from ?? ''}>${to}`);
    last = to;
  }
  expect(last).toBe(status);
}
