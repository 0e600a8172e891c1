import { and, eq, inArray, isNull } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../src/db/client.ts';
import {
  activities,
  applicationMoves,
  applications,
  buildings,
  consents,
  memberships,
  notices,
  people,
  signUps,
  surveyResponses,
  surveyRounds,
  unionBuildings,
  updates,
} from '../../src/db/schema.ts';
import { purposes } from '../../src/domain/consent.ts';
import type { ActivityId, BuildingId, PersonId, RoundId, UnionId } from '../../src/domain/ids.ts';
import * as buttons from '../../src/handlers/buttons.ts';
import { press } from '../../src/playground/world/actions/press.ts';
import { type Saying, speak } from '../../src/playground/world/actions/speak.ts';
import type { Message } from '../../src/playground/world/telegram.ts';
import type { World } from '../../src/playground/world/world.ts';

/*
 * People who know by heart what to do and wait for nothing: each sends her part in order, at moments of her own. Whatever
 * happens to the bot meanwhile, in the end each thing that they sent has had its effect, in order, once.
 */

/** What they join, answer and sign up for. */
export interface Stage {
  readonly building: BuildingId;
  readonly union: UnionId;
  readonly survey: RoundId;
  readonly coming: readonly [ActivityId, ActivityId];
}

export async function stageIn(db: Db, name = '金隅大厦'): Promise<Stage> {
  const [place] = await db
    .select({ building: buildings.id, union: unionBuildings.union })
    .from(buildings)
    .innerJoin(unionBuildings, eq(unionBuildings.building, buildings.id))
    .where(eq(buildings.name, name));
  const [survey] = await db.select({ id: surveyRounds.id }).from(surveyRounds);
  if (!place || !survey) throw new Error('no district');
  const [first, second] = await db
    .insert(activities)
    .values(
      ['午间读书会', '周六皮具课'].map((title, index) => ({
        code: `scripted${index}`,
        union: place.union,
        kind: 'reading' as const,
        title: { zh: title },
        startsAt: new Date('2099-12-12T06:00:00Z'),
        place: { zh: 'B1 层' },
        createdAt: new Date('2026-11-22T02:00:00Z'),
      })),
    )
    .returning({ id: activities.id });
  if (!first || !second) throw new Error('no activities');
  return { ...place, survey: survey.id, coming: [first.id, second.id] };
}

type Step = { readonly says: Saying } | { readonly presses: string };

/** What she writes in the survey: sent once, kept once. */
const suggestion = '多开 <皮具> 课';

function applicant({ building, survey }: Stage): Step[] {
  const at = (question: string) => ({ round: survey, question });
  return [
    { says: { text: '/start' } },
    { says: { text: '金隅大厦' } },
    { presses: buttons.joinButton.press({ building }) },
    { presses: buttons.joinNameButton.press({}) },
    { presses: buttons.joinUnitUnlistedButton.press({}) },
    { says: { text: '琥珀茶社' } },
    { says: { contact: 'own' } },
    { presses: buttons.joinNewsButton.press({ on: 'yes' }) },
    { presses: buttons.joinAgreeButton.press({ version: purposes.membership }) },
    { presses: buttons.joinSubmitButton.press({}) },
    { presses: buttons.surveyButton.press({}) },
    { presses: buttons.surveyQuestionButton.press(at('interests')) },
    { presses: buttons.surveySetButton.press({ ...at('interests'), option: 'sports', on: '1' }) },
    { presses: buttons.surveySetButton.press({ ...at('interests'), option: 'crafts', on: '1' }) },
    { presses: buttons.surveySetButton.press({ ...at('interests'), option: 'sports', on: '0' }) },
    { presses: buttons.surveyDoneButton.press(at('interests')) },
    { presses: buttons.surveyPickButton.press({ ...at('frequency'), option: 'monthly' }) },
    { presses: buttons.surveySetButton.press({ ...at('times'), option: 'lunch', on: '1' }) },
    { presses: buttons.surveyDoneButton.press(at('times')) },
    { says: { text: suggestion } },
    { says: { text: '/me' } },
    { says: { text: '/help' } },
  ];
}

function member({ coming: [one, other] }: Stage): Step[] {
  const steps = [
    buttons.stopAnnouncementsButton.press({}),
    buttons.signUpButton.press({ activity: one }),
    buttons.signUpButton.press({ activity: other }),
    buttons.takeBackButton.press({ activity: one }),
    buttons.resumeAnnouncementsButton.press({}),
    buttons.signUpButton.press({ activity: one }),
    buttons.takeBackButton.press({ activity: other }),
    buttons.stopAnnouncementsButton.press({}),
    buttons.signUpButton.press({ activity: other }),
    buttons.takeBackButton.press({ activity: other }),
    buttons.resumeAnnouncementsButton.press({}),
  ].map((presses): Step => ({ presses }));
  return [
    { says: { text: '/start' } },
    ...steps,
    { says: { text: '金隅大厦' } },
    { says: { text: '/help' } },
  ];
}

export class Scripted {
  readonly id: number;
  readonly part: 'applicant' | 'member';
  readonly #world: World;
  readonly #steps: Step[];
  readonly all: number;
  /** Her last message. */
  last: Message | undefined;

  constructor(world: World, stage: Stage, who: { id: number; part: 'applicant' | 'member' }) {
    this.id = who.id;
    this.part = who.part;
    this.#world = world;
    this.#steps = who.part === 'applicant' ? applicant(stage) : member(stage);
    this.all = this.#steps.length;
    const phone = `+86136${String(who.id % 100_000_000).padStart(8, '0')}`;
    world.addPerson({ id: who.id, first_name: '小雨', last_name: '王', language_code: 'zh-hans', phone });
  }

  get left(): number {
    return this.#steps.length;
  }

  /** Whether the next thing she does comes by the other of Telegram's two queues, which keep no order between them. */
  get changesQueue(): boolean {
    const done = this.#done;
    const next = this.#steps[0];
    return done !== undefined && next !== undefined && 'says' in done !== 'says' in next;
  }
  #done: Step | undefined;

  /** Does the next thing. @returns its update */
  next(): number | undefined {
    const chat = this.#world.chat(this.id);
    const step = this.#steps.shift();
    if (!chat || !step) return undefined;
    this.#done = step;
    if ('says' in step) {
      const sent = speak(this.#world, chat, step.says);
      this.last = sent.message;
      return sent.update_id;
    }
    // The bot may not have said anything yet; buttons of old are in many places.
    const message = chat.messages.findLast(({ from }) => from.is_bot) ?? chat.messages.at(-1);
    const pressed = press(this.#world, chat, { message_id: message?.message_id, data: step.presses });
    return 'update_id' in pressed ? pressed.update_id : undefined;
  }

  /** What the bot has said since her last message. */
  get answers(): string[] {
    const after = this.last?.message_id ?? Number.POSITIVE_INFINITY;
    const messages = this.#world.chat(this.id)?.messages ?? [];
    return messages
      .filter(({ from, message_id }) => from.is_bot && message_id > after)
      .map(({ text = '' }) => text);
  }
}

/** Five of them; the members are members already. */
export async function company(db: Db, world: World, stage: Stage, firstId = 8_000_000): Promise<Scripted[]> {
  const parts = ['applicant', 'member', 'applicant', 'member', 'applicant'] as const;
  const all = parts.map((part, index) => new Scripted(world, stage, { id: firstId + index, part }));
  for (const { id, part } of all) {
    if (part !== 'member') continue;
    const [row] = await db
      .insert(people)
      .values({ telegramId: id, createdAt: new Date('2026-11-01T00:00:00Z') })
      .returning({ id: people.id });
    if (!row) throw new Error('not inserted');
    await db.insert(memberships).values({ person: row.id, union: stage.union, since: '2026-11-01' });
  }
  return all;
}

/** Each thing had its effect, in order, once; no answer is owed, and whoever asked last has hers. */
export async function expectOnce(db: Db, stage: Stage, all: readonly Scripted[]): Promise<void> {
  const chats = all.map(({ id }) => id);
  // Whom an update is from is kept no longer than something is owed to her.
  const open = await db.select({ status: updates.status }).from(updates).where(inArray(updates.chat, chats));
  expect(open).toEqual([]);
  for (const person of all) {
    const [row] = await db.select().from(people).where(eq(people.telegramId, person.id));
    if (!row) throw new Error('she is not known');
    // A turn for each update, and none twice.
    expect(row.turns).toBe(person.all);
    if (person.part === 'applicant') await expectApplied(db, row.id);
    else await expectSignedUp(db, row.id, stage);
    expect(person.answers.some((text) => text.includes('我能帮你做这些'))).toBe(true);
  }
}

async function expectApplied(db: Db, person: PersonId): Promise<void> {
  const made = await db.select().from(applications).where(eq(applications.person, person));
  expect(made.map(({ status }) => status)).toEqual(['submitted']);
  const id = made[0]?.id;
  if (id === undefined) return;
  expect(await db.$count(applicationMoves, eq(applicationMoves.application, id))).toBe(1);
  expect(await db.$count(notices, eq(notices.key, `waiting:${id}`))).toBe(1);
  const agreed = await db.select().from(consents).where(eq(consents.person, person));
  expect(agreed.map(({ purpose }) => purpose).toSorted()).toEqual(['announcements', 'membership', 'survey']);
  const [said] = await db.select().from(surveyResponses).where(eq(surveyResponses.person, person));
  expect(said?.answers).toEqual({
    interests: ['crafts'],
    frequency: ['monthly'],
    times: ['lunch'],
    suggestion,
  });
}

async function expectSignedUp(db: Db, person: PersonId, { coming: [one] }: Stage): Promise<void> {
  const places = await db
    .select({ activity: signUps.activity })
    .from(signUps)
    .where(eq(signUps.person, person));
  expect(places.map(({ activity }) => activity)).toEqual([one]);
  const given = and(eq(consents.person, person), eq(consents.purpose, 'announcements'));
  // Twice taken up, once stopped in between.
  expect(await db.$count(consents, given)).toBe(2);
  expect(await db.$count(consents, and(given, isNull(consents.withdrawnAt)))).toBe(1);
}

/** Every now and then each does the next thing, until nobody has anything left. */
export async function playOut(all: readonly Scripted[], pauseMs: () => number): Promise<void> {
  await Promise.all(
    all.map(async (person) => {
      while (person.left > 0) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs()));
        person.next();
      }
    }),
  );
}
