import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../../src/domain/activity.ts';
import type { ActivityId, UnionId } from '../../src/domain/ids.ts';
import {
  type ActivityCard,
  type Announcement,
  momentRefusal,
  type Schedule,
} from '../../src/domain/program.ts';
import { quietUntil, usualQuietHours } from '../../src/domain/quiet-hours.ts';
import { defaultMonthlyRule, instantAt, nextMonthlySlot } from '../../src/domain/schedule.ts';
import {
  announceAtButton,
  announceNowButton,
  cancelActivityButton,
  draftPublishButton,
  draftUnionButton,
  newActivityButton,
  plannedActivityButton,
  plannedButton,
  reallyCancelActivityButton,
  scheduleButton,
  scheduleSetButton,
} from '../../src/handlers/buttons.ts';
import { programmeConversations } from '../../src/handlers/programme/index.ts';
import {
  back,
  type DraftState,
  edit,
  type Given,
  given,
  DraftState as State,
} from '../../src/handlers/programme/new-activity/dialogue.ts';
import { talk } from '../support/talk.ts';

const timeZone = 'Asia/Shanghai';
const today = new Date('2026-11-23T02:00:00Z');
const now = today;
const unions = [1, 2, 3].map((n) => ({ id: n as UnionId, name: `第${n}楼宇联合工会`, nameEn: `Union ${n}` }));
const activityId = (n: number) => n as ActivityId;

/** The programme of the unions she answers for, in memory. */
function planning({ of = 1, reach = 12, language = 'zh' as 'zh' | 'en', now = today } = {}) {
  const hers = unions.slice(0, of);
  const cards = new Map<ActivityId, ActivityCard>();
  const announced = new Map<ActivityId, Announcement>();
  const created: Activity[] = [];
  let schedule: Schedule = {
    rule: defaultMonthlyRule,
    nextAt: nextMonthlySlot(defaultMonthlyRule, now, timeZone),
  };
  const conversations = programmeConversations({
    unionsAnsweredFor: async () => hers,
    suggestProgramme: { next: async () => ({ type: 'notYours' }), past: async () => ({ type: 'notYours' }) },
    comingActivities: async (_work, union) =>
      [...cards.values()].filter((card) => card.union.id === union && !card.cancelled),
    activityCard: async (_work, which) => cards.get(which.id),
    announcementOf: async (_work, id) => announced.get(id) ?? { status: 'none' },
    audienceSize: async () => reach,
    scheduleOf: async () => schedule,
    createActivity: async (work, _actor, { union, ...activity }) => {
      const named = hers.find(({ id }) => id === union);
      if (!named) return { type: 'notYours' };
      const refusal = momentRefusal(activity.startsAt, work.now);
      if (refusal) return { type: refusal };
      created.push(activity);
      const id = activityId(created.length);
      cards.set(id, { ...activity, id, union: named, cancelled: false, taken: 0, signedUp: false });
      return { type: 'created', activity: id };
    },
    announceActivity: async (work, _actor, { activity, at }) => {
      const card = cards.get(activity);
      if (!card) return { type: 'notYours' };
      if (announced.get(activity)?.status === 'underWay') return { type: 'alreadyUnderWay' };
      const dueAt = at === 'now' ? work.now : at;
      if (dueAt < work.now) return { type: 'past' };
      if (dueAt >= card.startsAt) return { type: 'tooLate' };
      // At night it waits for eight o'clock, as with the usual quiet hours.
      const goesAt = quietUntil(dueAt, usualQuietHours, timeZone) ?? dueAt;
      announced.set(activity, { status: at === 'now' ? 'underWay' : 'planned', dueAt, goesAt });
      return { type: 'announced', dueAt, goesAt, reach };
    },
    cancelActivity: async (_work, _actor, activity) => {
      const card = cards.get(activity);
      if (!card) return { type: 'notYours' };
      cards.set(activity, { ...card, cancelled: true });
      return { type: 'cancelled' };
    },
    setAnnouncementSchedule: async (work, _actor, { union, rule }) => {
      if (!hers.some(({ id }) => id === union)) return { type: 'notYours' };
      schedule = { rule, nextAt: nextMonthlySlot(rule, work.now, timeZone) };
      return { type: 'set', schedule };
    },
    timeZone,
  });
  return { ...talk(conversations, { language, now }), created, announced, cards, schedule: () => schedule };
}

async function published(changes: Parameters<typeof planning>[0] = {}) {
  const officer = planning(changes);
  await officer.press(newActivityButton.press({}));
  await officer.tap('手工制作');
  await officer.write('午间编绳手链');
  await officer.write('12月5日 14:00');
  await officer.write('B1 层暖心驿站');
  await officer.tap('12 人');
  const card = await officer.tap('发布活动');
  return { officer, card };
}

describe('a new activity', () => {
  test('from its kind to its publication', async () => {
    const { officer, card } = await published();
    expect(officer.created).toEqual([
      {
        kind: 'crafts',
        title: { zh: '午间编绳手链' },
        startsAt: instantAt('2026-12-05', '14:00', timeZone),
        place: { zh: 'B1 层暖心驿站' },
        capacity: 12,
      },
    ]);
    expect(card.text).toContain('现在发，12 位会员收得到');
    expect(officer.dialogues.size).toBe(0);
  });

  test('in English, by the times offered, without a limit', async () => {
    const officer = planning({ of: 2, language: 'en' });
    await officer.press(newActivityButton.press({}));
    await officer.tap('Union 2');
    await officer.tap('Crafts');
    await officer.write('Braid a bracelet');
    await officer.tap('Sat 28 Nov, 14:00');
    await officer.write('Rest point');
    const review = await officer.tap('No limit');
    expect(review.text).toContain('Title: Braid a bracelet');
    await officer.tap('Publish it');
    expect(officer.created[0]).toMatchObject({
      title: { en: 'Braid a bracelet' },
      startsAt: instantAt('2026-11-28', '14:00', timeZone),
      capacity: null,
    });
  });

  test.each([
    { typed: '昨天', says: '没看懂这个时间' },
    { typed: '今天 9:00', says: '我读到的是11月23日（周一）09:00' },
    { typed: '2029-01-01 10:00', says: '2029年1月' },
    { typed: '<b>', says: '没看懂这个时间' },
  ])('“$typed” as its time: what was read, and the step again', async ({ typed, says }) => {
    const officer = planning();
    await officer.press(newActivityButton.press({}));
    await officer.tap('手工制作');
    await officer.write('午间编绳手链');
    const again = await officer.write(typed);
    expect(again.text).toContain(says);
    expect(again.text).toContain('3/5');
  });

  test('each answer can be changed from the review, and goes back to it', async () => {
    const officer = planning();
    await officer.press(newActivityButton.press({}));
    for (const act of ['手工制作', '标题', '12月5日 14:00', '一层']) {
      if (act === '手工制作') await officer.tap(act);
      else await officer.write(act);
    }
    await officer.write('15人');
    await officer.tap('改名称');
    expect((await officer.write('新的标题 \u202e')).text).toContain('名称：新的标题\n');
    await officer.tap('改名额');
    expect((await officer.write('0')).text).toContain('1 到 2000');
    expect((await officer.tap('不限人数')).text).toContain('名额：不限人数');
    await officer.tap('改类型');
    expect((await officer.tap('不改了')).text).toContain('类型：手工制作');
  });

  test('half done and taken up again, or dropped', async () => {
    const officer = planning();
    await officer.press(newActivityButton.press({}));
    await officer.tap('手工制作');
    await officer.tap('先放着');
    const half = await officer.press(newActivityButton.press({}));
    expect(half.text).toContain('上次没弄完的还在');
    expect(half.text).toContain('2/5');
    expect((await officer.tap('不要这个，重新排')).text).toContain('1/5');
  });

  test('published twice by two quick taps: once', async () => {
    const { officer } = await published();
    const again = await officer.press(draftPublishButton.press({}));
    expect(again.toasts).toHaveLength(1);
    expect(officer.created).toHaveLength(1);
  });

  test('for a union that is not hers: told so', async () => {
    const officer = planning({ of: 2 });
    const answer = await officer.press(draftUnionButton.press({ union: 3 as UnionId }));
    expect(answer.toasts[0]).toContain('不归你管');
    expect((await planning({ of: 0 }).press(newActivityButton.press({}))).text).toContain('没有管理任何工会');
  });
});

describe('telling members', () => {
  test('now: whom it reaches is said, and a second tap sends nothing', async () => {
    const { officer } = await published();
    const card = await officer.tap('现在通知会员');
    expect(card.text).toContain('正在发给 12 位会员');
    expect(card.buttons.has('现在通知会员')).toBe(false);
    const again = await officer.press(announceNowButton.press({ activity: activityId(1) }));
    expect(again.text).toContain('已经通知过了');
  });

  test('at night, it waits for the morning and says so', async () => {
    const { officer } = await published({ now: instantAt('2026-11-23', '22:30', timeZone) });
    const card = await officer.tap('现在通知会员');
    expect(card.text).toContain('夜里不打扰大家，11月24日（周二）08:00 发。');
    expect(card.text).toContain('通知：11月24日（周二）08:00 发。');
    expect(card.text).not.toContain('正在发给');
  });

  test('at a time that is typed; one after the beginning or not to be read is asked again', async () => {
    const { officer } = await published();
    await officer.tap('定个时间再发');
    expect((await officer.write('尽快')).text).toContain('没看懂这个时间');
    expect((await officer.write('12月5日 15:00')).text).toContain('那时活动已经开始了');
    const set = await officer.write('12月4日 10:00');
    expect(set.text).toContain('12月4日（周五）10:00 发');
    expect(officer.dialogues.size).toBe(0);
    expect((await officer.tap('换个时间发')).text).toContain('什么时候通知会员');
  });

  test('a button with a time gone by asks for another', async () => {
    const { officer } = await published();
    const minute = Math.floor(now.getTime() / 60_000) - 60;
    const answer = await officer.press(announceAtButton.press({ activity: activityId(1), minute }));
    expect(answer.text).toContain('已经过了');
  });

  test('not yet: where it will be seen all the same', async () => {
    const { officer } = await published();
    expect((await officer.tap('先不通知')).text).toContain('每月预告里都会有它');
    const nobody = await published({ reach: 0 });
    expect((await nobody.officer.tap('现在通知会员')).text).toContain('没有会员开着活动通知');
  });
});

describe('what is planned', () => {
  test('is listed, and called off only when confirmed', async () => {
    const { officer } = await published();
    await officer.press(plannedButton.press({}));
    await officer.tap('12月5日（周六）午间编绳手链');
    await officer.tap('取消这个活动');
    expect(officer.cards.get(activityId(1))?.cancelled).toBe(false);
    const cancelled = await officer.tap('对，取消它');
    expect(cancelled.text).toContain('已经取消了');
    expect(cancelled.buttons.has('现在通知会员')).toBe(false);
    expect((await officer.press(cancelActivityButton.press({ activity: activityId(1) }))).text).toContain(
      '已经取消了',
    );
    expect((await officer.press(plannedButton.press({}))).text).toContain('还没排活动');
  });

  test.each([
    plannedActivityButton.press({ activity: activityId(9) }),
    cancelActivityButton.press({ activity: activityId(9) }),
    reallyCancelActivityButton.press({ activity: activityId(9) }),
    announceNowButton.press({ activity: activityId(9) }),
  ])('a forged %s is answered', async (payload) => {
    const { officer } = await published();
    const answer = await officer.press(payload);
    expect(answer.toasts).toHaveLength(1);
    expect(answer.text).not.toBe('');
  });
});

describe('when the month is announced', () => {
  test('is said in words and changed in three taps', async () => {
    const officer = planning();
    expect((await officer.press(scheduleButton.press({}))).text).toContain('每月第一个周一 10:00 发');
    await officer.tap('换个时间');
    await officer.tap('每月最后一个');
    await officer.tap('周五');
    const set = await officer.tap('12:30');
    expect(set.text).toContain('每月最后一个周五 12:30 发');
    expect(set.text).toContain('11月27日（周五）12:30');
    expect(officer.schedule().rule).toEqual({ nth: 'last', weekday: 5, time: '12:30' });
  });

  test('in English', async () => {
    const screen = await planning({ language: 'en' }).press(scheduleButton.press({}));
    expect(screen.text).toContain('Every month: First Monday at 10:00');
  });

  test('not for a union that is not hers', async () => {
    const officer = planning({ of: 2 });
    const payload = scheduleSetButton.press({ union: 3 as UnionId, nth: '1', weekday: 1, time: '0900' });
    expect((await officer.press(payload)).toasts[0]).toContain('不归你管');
    expect(officer.schedule().rule).toEqual(defaultMonthlyRule);
  });
});

describe('whatever comes', () => {
  const answer: fc.Arbitrary<Given> = fc.oneof(
    fc.record({
      field: fc.constant('kind' as const),
      kind: fc.constantFrom('film' as const, 'legal' as const),
    }),
    fc.record({ field: fc.constant('title' as const), title: fc.string() }),
    fc.record({
      field: fc.constant('when' as const),
      startsAt: fc.date({ noInvalidDate: true, min: now, max: new Date('2030-01-01') }),
    }),
    fc.record({ field: fc.constant('place' as const), place: fc.string() }),
    fc.record({
      field: fc.constant('places' as const),
      places: fc.option(fc.integer({ min: 1, max: 2000 })),
    }),
  );
  const field = fc.constantFrom(
    'kind' as const,
    'title' as const,
    'when' as const,
    'place' as const,
    'places' as const,
  );

  test('no order of moves leads out of the steps there are', () => {
    const move = fc.oneof(
      answer.map((what) => (state: DraftState) => given(state, what)),
      field.map((which) => (state: DraftState) => edit(state, which)),
      fc.constant(back),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let state: DraftState = { step: 'kind', union: { id: 1 as UnionId, name: '工会', nameEn: null } };
        for (const next of moves) state = next(state) ?? state;
        expect(State.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
      }),
    );
  });

  test('any tap and any message is answered, and planning goes on', async () => {
    const tags = [
      'na',
      'pgp',
      'pgu',
      'pgk',
      'pgw',
      'pgc',
      'pge',
      'pgb',
      'pgz',
      'pgn',
      'pgo',
      'pan',
      'pal',
      'pat',
      'pax',
      'pl',
      'plp',
      'plu',
      'pla',
      'plc',
      'ply',
      'ms',
      'msp',
      'msu',
      'msn',
      'msw',
      'mst',
      'mss',
    ];
    const value = fc.constantFrom(
      '1',
      '2',
      '0',
      '-1',
      '27000000',
      '9999999999',
      'last',
      'film',
      'title',
      'when',
      '1000',
      'x',
      '',
    );
    const payload = fc
      .tuple(fc.constantFrom(...tags), fc.array(value, { maxLength: 4 }))
      .map(([tag, values]) => [tag, ...values].join(':'));
    const action = fc.oneof(
      fc.record({ does: fc.constant('tap' as const), which: fc.nat(14) }),
      fc.record({ does: fc.constant('press' as const), payload }),
      fc.record({
        does: fc.constant('write' as const),
        text: fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.constantFrom('12月5日 14:00', '20', '名字'),
        ),
      }),
      fc.record({
        does: fc.constant('send' as const),
        message: fc.constantFrom({ sticker: {} }, { text: '' }, {}),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const officer = planning({ of: 2 });
        let buttons = [...(await officer.press(newActivityButton.press({}))).buttons.values()];
        for (const act of actions) {
          const reaction =
            act.does === 'tap'
              ? await officer.press(buttons[act.which % buttons.length] ?? 'na')
              : act.does === 'press'
                ? await officer.press(act.payload)
                : act.does === 'write'
                  ? await officer.write(act.text)
                  : await officer.send(act.message);
          if (reaction.buttons.size > 0) buttons = [...reaction.buttons.values()];
        }
        for (const activity of officer.created) expect(activity.startsAt > now).toBe(true);
        expect((await officer.press(newActivityButton.press({}))).buttons.size).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});
