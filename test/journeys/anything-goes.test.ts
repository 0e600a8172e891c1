import { eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activities,
  applications,
  buildings,
  memberships,
  people,
  staffRoles,
  surveyResponses,
  unionBuildings,
  unions,
  updates,
} from '../../src/db/schema.ts';
import type { PersonId, UnionId } from '../../src/domain/ids.ts';
import { announceLaterButton, fieldEditButton } from '../../src/handlers/buttons.ts';
import { en } from '../../src/i18n/en/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';
import { Hand } from '../support/hand.ts';
import { runningBot } from '../support/running-bot.ts';
import { markup, type Thrown, throwAt, thrown } from './anything.ts';
import { answers, joins, plans, readsChinese, turnsDown } from './steady.ts';

/*
 * At every step of every dialogue people do whatever they like. Each is answered, nobody is shown what isn't hers, nothing
 * breaks, and whoever then wants to get through gets through.
 */

const bot = await runningBot({ updates: 'inbox' });
const home = '物华大厦';
const now = new Date('2026-11-22T02:00:00Z');
let born = 0;

function newcomer(): Hand {
  born += 1;
  const phone = `+86137${String(born).padStart(8, '0')}`;
  const hand = new Hand(bot, {
    id: 6_000_000 + born,
    first_name: '小雨',
    last_name: '王',
    language_code: 'zh-hans',
    phone,
  });
  watch(hand);
  return hand;
}

async function idOf(hand: Hand): Promise<PersonId> {
  const [row] = await bot.db
    .select({ id: people.id })
    .from(people)
    .where(eq(people.telegramId, hand.person.id));
  if (!row) throw new Error('she has not written yet');
  return row.id;
}

async function unionOf(building: string): Promise<UnionId> {
  const [row] = await bot.db
    .select({ union: unionBuildings.union })
    .from(unionBuildings)
    .innerJoin(buildings, eq(buildings.id, unionBuildings.building))
    .where(eq(buildings.name, building));
  if (!row) throw new Error(`${building} has no union`);
  return row.union;
}
const union = await unionOf(home);

const staff = new Set<number>();

async function officer(): Promise<Hand> {
  const hand = newcomer();
  await hand.says('/start');
  staff.add(hand.person.id);
  const role = { scope: 'union' as const, scopeId: union, grantedAt: now };
  await bot.db.insert(staffRoles).values({ person: await idOf(hand), ...role });
  return hand;
}

async function member(): Promise<Hand> {
  const hand = newcomer();
  await hand.says('/start');
  await bot.db.insert(memberships).values({ person: await idOf(hand), union, since: '2026-11-01' });
  return hand;
}

async function stranger(): Promise<Hand> {
  const hand = newcomer();
  await hand.says('/start');
  return hand;
}

// ── What nobody may ever see ─────────────────────────────────────────────────────────────────────────────────────────

/** Somebody of another union, whose officers none of the others are. */
const quiet = { name: '欧阳静秋', phone: '13987654321', unit: '青瓷书局', words: '想换一个安静的午休角' };
/** Phrases that only the staff's screens have, out of the words themselves. */
const staffPhrases = [zh, en].flatMap((words) => {
  const workers = Object.entries(words).flatMap(([name, texts]) =>
    ['staff', 'results', 'programme'].includes(name) ? [] : Object.values<string>(texts),
  );
  // Refusals, which are for everybody who presses what isn't hers.
  const open =
    /^(?:staff|notStaff|notYours|roleNotYours|none|gone|past|tooFar|inviteNotAllowed|invitationNotValid|weekday_\d)$/u;
  return (['staff', 'results', 'programme'] as const).flatMap((name) =>
    Object.entries(words[name]).flatMap(([key, text]) => {
      const longest = text.split(/\{\{[^}]*\}\}|\n/u).toSorted((a, b) => b.length - a.length)[0] ?? '';
      const telling = longest.length >= 6 && !workers.some((other) => other.includes(longest));
      return telling && !open.test(key) ? [longest] : [];
    }),
  );
});

const broken =
  /undefined|\[object |\bNaN\b|Invalid Date|\{\{(?!evil)|\}\}(?<!evil\}\}|moment\}\})|(?:Type|Range|Reference|Syntax|Postgres|Query)Error|node_modules|\bat \S+:\d+:\d+/u;
const wrongs: string[] = [];

function watch(hand: Hand): void {
  bot.playground.world.events.listen((event) => {
    if (event.person_id !== hand.person.id) return;
    if (event.kind === 'callback_answered') return check(hand, event.text ?? '');
    if (event.kind !== 'message' && event.kind !== 'edited') return;
    if (!event.message.from.is_bot) return;
    const { text = '', reply_markup } = event.message;
    check(hand, text);
    for (const button of reply_markup?.inline_keyboard.flat() ?? []) check(hand, button.text);
  });
}

function check(hand: Hand, said: string): void {
  if (said.length > 4096) wrongs.push(`too long: ${said.slice(0, 50)}`);
  if (broken.test(said)) wrongs.push(`broken: ${said}`);
  if (staff.has(hand.person.id)) return;
  const phrase = staffPhrases.find((candidate) => said.includes(candidate));
  if (phrase !== undefined) wrongs.push(`the staff’s “${phrase}” in: ${said}`);
  if (born > 1 && Object.values(quiet).some((secret) => said.includes(secret)))
    wrongs.push(`somebody else’s: ${said}`);
}

await (async () => {
  const hand = newcomer();
  await joins(hand, '金隅大厦', undefined, quiet);
  await answers(hand, '4/4');
  await hand.says(quiet.words);
  expect(await bot.db.$count(surveyResponses, eq(surveyResponses.person, await idOf(hand)))).toBe(1);
})();

// ── Where it is thrown ───────────────────────────────────────────────────────────────────────────────────────────────

interface Place {
  readonly at: string;
  readonly begin: () => Promise<Hand>;
  readonly reach: (hand: Hand) => Promise<unknown>;
  /** Goes through to the end afterwards, and looks whether it is one. */
  readonly finish: (hand: Hand) => Promise<unknown>;
}

async function joinsAfterAll(hand: Hand): Promise<void> {
  await joins(hand, home);
  expect(await bot.db.$count(applications, eq(applications.person, await idOf(hand)))).toBeGreaterThan(0);
}

async function answersAfterAll(hand: Hand): Promise<void> {
  await answers(hand);
  const [row] = await bot.db
    .select()
    .from(surveyResponses)
    .where(eq(surveyResponses.person, await idOf(hand)));
  expect(row?.completedAt).toBeInstanceOf(Date);
}

async function plansAfterAll(hand: Hand): Promise<void> {
  await plans(hand);
  expect(await bot.db.$count(activities, eq(activities.createdBy, await idOf(hand)))).toBeGreaterThan(0);
}

async function turnsDownAfterAll(hand: Hand): Promise<void> {
  await turnsDown(hand);
  const decided = await bot.db.$count(applications, eq(applications.decidedBy, await idOf(hand)));
  expect(decided).toBeGreaterThan(0);
}

async function findsAfterAll(hand: Hand): Promise<void> {
  await hand.says('/find 金隅大厦');
  expect(
    hand.heard.some((event) => event.kind === 'message' && event.message.text?.includes('金隅阳光')),
  ).toBe(true);
}

/** An activity, and being asked when members are to be told of it. */
async function asksWhenToTell(hand: Hand): Promise<void> {
  await plans(hand);
  await hand.taps('定个时间再发');
}

async function tellsAfterAll(hand: Hand): Promise<void> {
  const [row] = await bot.db
    .select({ id: activities.id, cancelled: activities.cancelledAt })
    .from(activities)
    .where(eq(activities.createdBy, await idOf(hand)));
  if (!row) throw new Error('the activity is gone');
  await hand.presses(announceLaterButton.press({ activity: row.id }));
  await hand.says('12月10日 10:00');
  if (row.cancelled === null) expect(hand.screen.text).toMatch(/12月10日（周四）10:00|通知过了|发过了/u);
}

/** The phone of her union's card, to be changed. */
async function changesPhone(hand: Hand, to: 'ask' | 'review'): Promise<void> {
  const edit = fieldEditButton.press({ kind: 'union', id: union, field: 'phone' });
  await hand.presses(edit);
  if (hand.screen.text?.includes('上次没弄完')) {
    await hand.taps('不要了');
    await hand.presses(edit);
  }
  if (to === 'review') await hand.says('010-83210000');
}

async function savesAfterAll(hand: Hand): Promise<void> {
  await changesPhone(hand, 'ask');
  await hand.says('010-66660000');
  await hand.taps('保存');
  const [row] = await bot.db.select({ phone: unions.phone }).from(unions).where(eq(unions.id, union));
  expect(row?.phone).toBe('010-66660000');
}

const places: readonly Place[] = [
  ...(['1/5', '2/5', '2/5 by hand', '3/5', '4/5', '5/5'] as const).map((step) => ({
    at: `joining, ${step}`,
    begin: stranger,
    reach: (hand: Hand) => joins(hand, home, step),
    finish: joinsAfterAll,
  })),
  ...(['introduction', '1/4', '2/4', '3/4', '4/4'] as const).map((step) => ({
    at: `the survey, ${step}`,
    begin: member,
    reach: (hand: Hand) => answers(hand, step),
    finish: answersAfterAll,
  })),
  ...(['1/5', '2/5', '3/5', '4/5', '5/5', 'review'] as const).map((step) => ({
    at: `a new activity, ${step}`,
    begin: officer,
    reach: (hand: Hand) => plans(hand, step),
    finish: plansAfterAll,
  })),
  ...(['words', 'confirm'] as const).map((step) => ({
    at: `turning down, ${step}`,
    begin: async () => {
      await joins(await stranger(), home);
      return officer();
    },
    reach: (hand: Hand) => turnsDown(hand, step),
    finish: turnsDownAfterAll,
  })),
  ...(['ask', 'review'] as const).map((step) => ({
    at: `changing a phone, ${step}`,
    begin: officer,
    reach: (hand: Hand) => changesPhone(hand, step),
    finish: savesAfterAll,
  })),
  { at: 'when to tell members', begin: officer, reach: asksWhenToTell, finish: tellsAfterAll },
  { at: 'hello', begin: stranger, reach: async () => undefined, finish: findsAfterAll },
  { at: 'a search', begin: stranger, reach: (hand) => hand.says('/find'), finish: findsAfterAll },
  { at: 'her own page', begin: member, reach: (hand) => hand.says('/me'), finish: findsAfterAll },
  { at: 'activities', begin: member, reach: (hand) => hand.says('/activities'), finish: findsAfterAll },
  { at: 'the desk', begin: officer, reach: (hand) => hand.says('/staff'), finish: plansAfterAll },
];

/** For each place, on a machine however busy; a failure is given the time it takes to be made small. */
const msForEach = 500;
const runs = 25;

describe('whatever is thrown', () => {
  test.each(places)('at $at is answered, and she gets through', async (place) => {
    const end = performance.now() + msForEach;
    let failing = false;
    const property = fc.asyncProperty(fc.array(thrown, { minLength: 3, maxLength: 9 }), async (things) => {
      if (performance.now() > end && !failing) return;
      failing = true;
      await survives(place, things);
      failing = false;
    });
    await fc.assert(property, { numRuns: runs, examples: [[[...markup]]] });
  });

  test('was handled, all of it', async () => {
    expect(await bot.db.$count(updates, inArray(updates.status, ['parked', 'aside']))).toBe(0);
  });
});

async function survives({ begin, reach, finish }: Place, things: readonly Thrown[]): Promise<void> {
  wrongs.length = 0;
  const warned = bot.warnings.length;
  const hand = await begin();
  await reach(hand);
  for (const thing of things) {
    await throwAt(hand, thing);
    expect([...wrongs]).toEqual([]);
    expect(bot.warnings.slice(warned)).toEqual([]);
  }
  await readsChinese(hand);
  await finish(hand);
  expect([...wrongs]).toEqual([]);
  expect(bot.warnings.slice(warned)).toEqual([]);
}
