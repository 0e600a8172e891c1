import { eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  activities,
  announcementSchedules,
  applications,
  memberships,
  people,
  signUps,
  unions,
  updates,
} from '../../src/db/schema.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Phone } from '../support/chat-client.ts';
import { type CastKey, runningBot } from '../support/running-bot.ts';

/** The story's words as one language's readers see them: what they type and tap, and a phrase of each answer. */
export interface Told {
  readonly language: 'zh' | 'en';
  readonly worker: CastKey;
  readonly find: Record<'welcome' | 'building' | 'card' | 'station' | 'join', string>;
  readonly join: Record<
    | 'takeName'
    | 'unlisted'
    | 'unit'
    | 'unitAsked'
    | 'phoneWhy'
    | 'phoneWord'
    | 'news'
    | 'consent'
    | 'agree'
    | 'reviewed'
    | 'newsOn'
    | 'editName'
    | 'newName'
    | 'newNameLine'
    | 'submit'
    | 'dueSoon',
    string
  >;
  readonly staff: Record<
    | 'due'
    | 'open'
    | 'applicant'
    | 'approve'
    | 'allDone'
    | 'told'
    | 'turnDown'
    | 'ownWords'
    | 'reason'
    | 'sendReason',
    string
  >;
  readonly answer: Record<'harmless' | 'member' | 'survey' | 'refused' | 'again', string>;
  readonly survey: Record<
    | 'begin'
    | 'crafts'
    | 'film'
    | 'found'
    | 'half'
    | 'carryOn'
    | 'chosen'
    | 'done2'
    | 'often'
    | 'evening'
    | 'done1'
    | 'suggestion'
    | 'thanks',
    string
  >;
  readonly me: {
    readonly lines: readonly string[];
    readonly all: string;
    readonly answers: readonly string[];
    readonly signedUp: string;
    readonly withdraw: string;
    readonly really: string;
    readonly withdrawn: string;
  };
  readonly plan: Record<
    'open' | 'kind' | 'title' | 'when' | 'place' | 'places' | 'publish' | 'told' | 'tellNow' | 'report',
    string
  >;
  readonly activity: Record<'head' | 'see' | 'signUp' | 'signedUp' | 'left', string>;
  readonly month: Record<
    'head' | 'next' | 'why' | 'whyMember' | 'more' | 'list' | 'stop' | 'stopped',
    string
  >;
  readonly invite: Record<'open' | 'union' | 'once' | 'copy' | 'accepted' | 'desk' | 'used', string>;
}

/** The first Mondays at ten in the morning, Shanghai, after the story begins, and a minute. */
const december = new Date('2026-12-07T02:01:00Z');
const afterWork = new Date('2026-12-07T10:01:00Z');
const january = new Date('2027-01-04T02:01:00Z');

/** Registers the whole road as tests that follow one another: from hello to the month in which she has had enough. */
export async function tellWholeRoad(told: Told): Promise<void> {
  const bot = await runningBot();
  const worker = await bot.cast(told.worker);
  const officer = await bot.cast('officer');
  const colleague = await bot.town.person({
    id: 5_200_001,
    first_name: told.language === 'zh' ? '巧云' : 'Bea',
    last_name: told.language === 'zh' ? '孙' : 'Okafor',
    language_code: told.language === 'zh' ? 'zh-hans' : 'en',
    phone: '+8613800000201',
  });
  const unit = told.join.unit;

  async function idOf(phone: Phone): Promise<PersonId> {
    const [row] = await bot.db.select({ id: people.id }).from(people).where(eq(people.telegramId, phone.id));
    if (!row) throw new Error(`${phone.name} is not known`);
    return row.id;
  }

  /** From the building's name to the submitted application, by the shortest way. */
  async function applies(phone: Phone): Promise<void> {
    await phone.says(told.find.building);
    await phone.taps(told.find.join);
    await phone.taps(told.join.takeName);
    await phone.taps(told.join.unlisted);
    await phone.says(unit);
    await phone.sharesContact();
    await phone.taps(told.join.news);
    await phone.taps(told.join.agree);
    await phone.waitsFor(/5\/5/u);
    expect((await phone.taps(told.join.submit)).text).toContain(told.join.dueSoon);
  }

  test('a worker finds her union by the name of her building', async () => {
    await officer.says('/language');
    await officer.taps(told.language === 'zh' ? '中文' : 'English');

    expect((await worker.follows()).text).toContain(told.find.welcome);
    const card = await worker.says(told.find.building);
    expect(card.text).toContain(told.find.card);
    expect(card.text).toContain(told.find.station);
  });

  test('she fills in the form, changes her mind about her name, and submits', async () => {
    expect((await worker.taps(told.find.join)).text).toContain('1/5');
    expect((await worker.taps(told.join.takeName)).text).toContain(told.join.unitAsked);
    expect((await worker.taps(told.join.unlisted)).text).toContain('2/5');
    expect((await worker.says(unit)).text).toContain(told.join.phoneWhy);
    expect((await worker.says(told.join.phoneWord)).text).toContain('3/5');
    await worker.sharesContact();
    expect((await worker.waitsFor(/4\/5/u)).text).toContain(told.join.consent);
    await worker.taps(told.join.news);
    await worker.taps(told.join.agree);
    const review = await worker.waitsFor(/5\/5/u);
    for (const line of [told.join.reviewed, unit, told.join.newsOn]) expect(review.text).toContain(line);
    await worker.taps(told.join.editName);
    expect((await worker.says(told.join.newName)).text).toContain(told.join.newNameLine);
    expect((await worker.taps(told.join.submit)).text).toContain(told.join.dueSoon);
  });

  test('her officer is told, reads the application, and takes her in', async () => {
    await officer.waitsFor(new RegExp(told.staff.due, 'u'));
    await officer.taps(told.staff.open);
    const application = await officer.waitsFor(new RegExp(told.staff.applicant, 'u'));
    expect(application.text).toContain(told.join.newName);
    expect(application.text).toContain('138****');
    await officer.taps(told.staff.approve);
    await officer.waitsFor(new RegExp(told.staff.allDone, 'u'));

    const answer = await worker.waitsFor(new RegExp(told.answer.member, 'u'));
    // All that a locked phone shows beside the boss.
    expect(answer.text.split('\n')[0]).toBe(told.answer.harmless);
    expect(await bot.db.$count(memberships, eq(memberships.person, await idOf(worker)))).toBe(1);
  });

  test('she says what she needs, across a search and a new release', async () => {
    await worker.taps(told.answer.survey);
    await worker.taps(told.survey.begin);
    await worker.taps(told.survey.crafts);
    await worker.says(`/find ${told.find.building}`);
    await worker.waitsFor(new RegExp(told.survey.found, 'u'));
    await worker.waitsFor(new RegExp(told.survey.half, 'u'));
    await bot.restart();
    const again = await worker.taps(told.survey.carryOn);
    expect(again.text).toContain('1/4');
    expect(again.buttons.flat()).toContain(told.survey.chosen);
    await worker.taps(told.survey.film);
    expect((await worker.taps(told.survey.done2)).text).toContain('2/4');
    expect((await worker.taps(told.survey.often)).text).toContain('3/4');
    await worker.taps(told.survey.evening);
    expect((await worker.taps(told.survey.done1)).text).toContain('4/4');
    expect((await worker.says(told.survey.suggestion)).text).toContain(told.survey.thanks);
  });

  test('what is held about her she can read, all of it', async () => {
    const me = await worker.says('/me');
    for (const line of told.me.lines) expect(me.text).toContain(line);
    expect(me.message.has_protected_content).toBe(true);
    await worker.taps(told.me.all);
    const all = (await worker.waitsFor(new RegExp(told.survey.suggestion, 'u'))).text;
    for (const line of told.me.answers) expect(all).toContain(line);
    const { bytes } = await worker.receivesFile();
    expect(bytes.toString('utf8')).toContain(told.survey.suggestion);
  });

  test('the officer plans an activity and tells the members, who sign up', async () => {
    await officer.says('/staff');
    await officer.taps(told.plan.open);
    await officer.taps(told.plan.kind);
    await officer.says(told.plan.title);
    await officer.says(told.plan.when);
    await officer.says(told.plan.place);
    await officer.taps(told.plan.places);
    expect((await officer.taps(told.plan.publish)).text).toContain(told.plan.told);
    await officer.taps(told.plan.tellNow);

    const heard = await worker.waitsFor(new RegExp(told.plan.title, 'u'));
    expect(heard.text.split('\n')[0]).toBe(told.activity.head);
    await officer.waitsFor(new RegExp(told.plan.report, 'u'));
    await worker.taps(told.activity.see);
    const signedUp = await worker.taps(told.activity.signUp);
    expect(signedUp.toast).toContain(told.activity.signedUp);
    expect(signedUp.text).toContain(told.activity.left);
    expect((await worker.says('/me')).text).toContain(told.me.signedUp);
    expect(await bot.db.$count(signUps, eq(signUps.person, await idOf(worker)))).toBe(1);
  });

  test('a colleague takes her application back, is turned down in words, and gets in at the third try', async () => {
    await applies(colleague);
    await officer.waitsFor(new RegExp(told.staff.due, 'u'));
    await colleague.says('/me');
    await colleague.taps(told.me.withdraw);
    expect((await colleague.taps(told.me.really)).text).toContain(told.me.withdrawn);
    // The notice still stands in the officer's chat; what it led to does not.
    expect((await officer.taps(told.staff.open)).text).not.toContain(told.staff.applicant);

    await applies(colleague);
    await officer.waitsFor(new RegExp(told.staff.due, 'u'));
    await officer.taps(told.staff.open);
    await officer.waitsFor(new RegExp(told.staff.applicant, 'u'));
    await officer.taps(told.staff.turnDown);
    await officer.taps(told.staff.ownWords);
    expect((await officer.says(told.staff.reason)).text).toContain(told.staff.reason);
    await officer.taps(told.staff.sendReason);
    const refused = await colleague.waitsFor(new RegExp(told.answer.refused, 'u'));
    expect(refused.text.split('\n')[0]).toBe(told.answer.harmless);
    expect(refused.text).toContain(told.staff.reason);
    expect((await colleague.taps(told.answer.again)).text).toContain(told.find.building);

    await applies(colleague);
    await officer.waitsFor(new RegExp(told.staff.due, 'u'));
    await officer.taps(told.staff.open);
    await officer.waitsFor(new RegExp(told.staff.applicant, 'u'));
    await officer.taps(told.staff.approve);
    await colleague.waitsFor(new RegExp(told.answer.member, 'u'));
    const rows = await bot.db
      .select({ status: applications.status })
      .from(applications)
      .where(eq(applications.person, await idOf(colleague)))
      .orderBy(applications.id);
    expect(rows.map(({ status }) => status)).toEqual(['withdrawn', 'rejected', 'approved']);
  });

  test('the first Monday brings the month, once, with what each asked for', async () => {
    await plansMore(bot.db);
    await bot.jumpTo(december);
    const other = await colleague.waitsFor(new RegExp(told.month.head, 'u'));
    // She likes to read after work, and said so.
    await bot.jumpTo(afterWork);
    const month = await worker.waitsFor(new RegExp(told.month.head, 'u'));
    await bot.restart();
    bot.app().timeJumped();

    // Bold is what she asked for, and there is nothing else; who asked for nothing gets everything, by day.
    const lines = linesOf(month.html);
    expect(lines.map(({ asked }) => asked)).toEqual([true, true]);
    expect(lines[0]?.line).toContain(told.plan.title);
    expect(month.text).toContain(told.month.why);
    const plain = linesOf(other.html);
    expect(plain.some(({ asked }) => asked)).toBe(false);
    expect(plain.map(({ day }) => day)).toEqual(plain.map(({ day }) => day).toSorted((a, b) => a - b));
    expect(other.text).toContain(told.month.whyMember);

    const heads = (phone: Phone) => phone.inbox().filter(({ text }) => text.startsWith(told.month.head));
    expect([heads(worker), heads(colleague)].map(({ length }) => length)).toEqual([1, 1]);
    expect((await colleague.taps(told.month.more)).text).toContain(told.month.list);
  });

  test('who stops them hears no more of them, and others still do', async () => {
    expect((await worker.taps(told.month.stop)).text).toContain(told.month.stopped);
    await bot.jumpTo(january);
    await colleague.waitsFor(new RegExp(told.month.next, 'u'));
    await worker.silence(300);
  });

  test('the district invites an officer by a link that works once', async () => {
    const district = await bot.cast('districtStaff');
    await district.says('/language');
    await district.taps(told.language === 'zh' ? '中文' : 'English');
    await district.says('/staff');
    await district.taps(told.invite.open);
    await district.taps(told.invite.union);
    const [first] = (await district.waitsFor(/./u)).buttons;
    expect((await district.taps(first?.[0] ?? '')).text).toContain(told.invite.once);
    const payload = new URL(await district.opens(told.invite.copy)).searchParams.get('start') ?? '';

    const invited = await bot.town.person({
      id: 5_200_002,
      first_name: '一诺',
      language_code: told.language,
    });
    expect((await invited.follows(payload)).text).toContain(told.invite.accepted);
    expect((await invited.says('/staff')).text).toContain(told.invite.desk);
    expect((await colleague.follows(payload)).text).toContain(told.invite.used);
    expect((await colleague.says('/staff')).text).not.toContain(told.invite.desk);
  });

  test('nothing was set aside, and nothing refused by Telegram', async () => {
    expect(bot.complaints).toEqual([]);
    expect(await bot.db.$count(updates, inArray(updates.status, ['parked', 'aside']))).toBe(0);
  });
}

/** Enough for December that some of it is behind “more”, of kinds that she did and didn't ask for. */
async function plansMore(db: Awaited<ReturnType<typeof runningBot>>['db']): Promise<void> {
  const [union] = await db.select({ id: unions.id }).from(unions).where(eq(unions.code, 'e5a6'));
  if (!union) throw new Error('no such union');
  const kinds = ['reading', 'legal', 'film', 'green', 'health'] as const;
  await db.insert(activities).values(
    kinds.map((kind, index) => ({
      code: `story${index}`,
      union: union.id,
      kind,
      title: { zh: `十二月第${index + 1}场`, en: `December number ${index + 1}` },
      startsAt: new Date(Date.UTC(2026, 11, 10 + 2 * index, 4)),
      place: { zh: '三层 306', en: 'Room 306' },
      createdAt: new Date('2026-11-22T02:00:00Z'),
    })),
  );
  expect(await db.$count(announcementSchedules, eq(announcementSchedules.union, union.id))).toBe(1);
}

/** The activities of a month's message, in their order: “· 12月8日（周二） …” or “· Tue 8 Dec: …”. */
function linesOf(html: string): { line: string; day: number; asked: boolean }[] {
  return html.split('\n').flatMap((line) => {
    const day = /^· (?:12月(\d+)日|\w+ (\d+) Dec)/u.exec(line);
    return day ? [{ line, day: Number(day[1] ?? day[2]), asked: line.includes('<b>') }] : [];
  });
}
