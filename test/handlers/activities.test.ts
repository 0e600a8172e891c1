import { describe, expect, test } from 'vitest';
import type { ActivityId, UnionId } from '../../src/domain/ids.ts';
import { type ActivityCard, signUpRefusal } from '../../src/domain/program.ts';
import { instantAt } from '../../src/domain/schedule.ts';
import type { Needs } from '../../src/domain/survey.ts';
import { activitiesConversation } from '../../src/handlers/activities/index.ts';
import {
  activityButton,
  signUpButton,
  takeBackButton,
  unionActivitiesButton,
} from '../../src/handlers/buttons.ts';
import { talk } from '../support/talk.ts';

const timeZone = 'Asia/Shanghai';
const own = { id: 7 as UnionId, name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunlight Federation' };
const other = { id: 8 as UnionId, name: '椿树街道楼宇联合工会', nameEn: null };
const id = (n: number) => n as ActivityId;

const activity = (n: number, changes: Partial<ActivityCard> = {}): ActivityCard => ({
  id: id(n),
  union: own,
  kind: 'film',
  title: { zh: `第${n}场电影` },
  startsAt: instantAt('2026-12-05', '14:00', timeZone),
  place: { zh: '一层' },
  capacity: 2,
  cancelled: false,
  taken: 0,
  signedUp: false,
  ...changes,
});

function looking({
  home = { union: own, member: true } as { union: typeof own; member: boolean } | null,
  list = [activity(1), activity(2, { kind: 'crafts', startsAt: instantAt('2026-12-12', '14:00', timeZone) })],
  needs = null as Needs | null,
  language = 'zh' as 'zh' | 'en',
} = {}) {
  const cards = new Map(list.map((card) => [card.id, card]));
  const conversation = activitiesConversation({
    homeUnion: async () => home,
    unionNamed: async (_work, union) => [own, other].find((named) => named.id === union),
    comingActivities: async (_work, union) => [...cards.values()].filter((card) => card.union.id === union),
    activityCard: async (_work, which) =>
      'id' in which ? cards.get(which.id) : which.code === 'k7m4' ? cards.get(id(1)) : undefined,
    needsOf: async () => needs,
    signUp: async (work, _actor, wanted) => {
      const card = cards.get(wanted);
      if (!card) return { type: 'gone' };
      if (!home?.member) return { type: 'membersOnly' };
      const refusal = signUpRefusal(card, work.now);
      if (card.signedUp) return { type: 'signedUp' };
      if (refusal) return { type: refusal };
      cards.set(wanted, { ...card, signedUp: true, taken: card.taken + 1 });
      return { type: 'signedUp' };
    },
    takeBackSignUp: async (_work, _actor, given) => {
      const card = cards.get(given);
      if (card?.signedUp) cards.set(given, { ...card, signedUp: false, taken: card.taken - 1 });
    },
    timeZone,
  });
  return talk([conversation], { language });
}

describe('what is on', () => {
  test('what she asked for comes first, and the list says so', async () => {
    const her = looking({ needs: { interests: ['crafts'], frequency: null, times: [] } });
    const list = await her.write('/activities');
    expect(list.text).toContain('排在最前面的 1 个');
    expect([...list.buttons.keys()].slice(0, 2)).toEqual([
      '12月12日（周六）第2场电影',
      '12月5日（周六）第1场电影',
    ]);
  });

  test('a long list has pages; a page that is no more shows the last', async () => {
    const her = looking({ list: Array.from({ length: 14 }, (_, index) => activity(index + 1)) });
    await her.write('/activities');
    await her.tap('下一页 ›');
    const last = await her.tap('下一页 ›');
    expect(last.buttons.has('下一页 ›')).toBe(false);
    expect((await her.press('acts:999')).buttons.has('12月5日（周六）第14场电影')).toBe(true);
  });

  test('nothing planned: she can say what she would like', async () => {
    const none = await looking({ list: [] }).write('/activities');
    expect(none.text).toContain('眼下还没排活动');
    expect(none.buttons.has('说说想要什么')).toBe(true);
  });

  test('somebody without a union is led to her building; another union’s list says whom it is for', async () => {
    const her = looking({ home: null });
    expect((await her.write('/activities')).buttons.has('找我的楼')).toBe(true);
    const list = await her.press(unionActivitiesButton.press({ union: own.id, page: 0 }));
    expect(list.text).toContain('活动是给金隅阳光楼宇工会联合会会员的');
    expect(list.buttons.has('看看这家工会')).toBe(true);
  });

  test('a link to one that is no more shows what there is', async () => {
    const her = looking();
    expect((await her.write('/start a_k7m4')).text).toContain('第1场电影');
    expect((await her.write('/start a_nope')).text).toContain('没找到');
  });
});

describe('signing up', () => {
  test('and giving the place back, each twice', async () => {
    const her = looking();
    const card = await her.press(activityButton.press({ activity: id(1) }));
    expect(card.text).toContain('12月5日（周六）14:00');
    expect(card.text).toContain('还剩 2 个');
    await her.tap('我要报名');
    const twice = await her.press(signUpButton.press({ activity: id(1) }));
    expect(twice.text).toContain('你报上名了');
    expect(twice.text).toContain('还剩 1 个');
    await her.tap('来不了，退出报名');
    const back = await her.press(takeBackButton.press({ activity: id(1) }));
    expect(back.buttons.has('我要报名')).toBe(true);
  });

  test.each([
    { what: 'full', card: { taken: 2 }, says: '名额满了' },
    { what: 'cancelled', card: { cancelled: true }, says: '取消了' },
    { what: 'over', card: { startsAt: new Date('2026-11-23T01:59:00Z') }, says: '已经开始了' },
  ])('$what: said kindly, nothing to tap', async ({ card, says }) => {
    const her = looking({ list: [activity(1, card)] });
    const answer = await her.press(signUpButton.press({ activity: id(1) }));
    expect(answer.toasts).toHaveLength(1);
    expect(answer.text).toContain(says);
    expect(answer.buttons.has('我要报名')).toBe(false);
  });

  test('an applicant sees it, and when she can', async () => {
    const her = looking({ home: { union: own, member: false } });
    const card = await her.press(signUpButton.press({ activity: id(1) }));
    expect(card.text).toContain('入会申请通过后就能报名');
  });

  test('in English, a title that only exists in Chinese is shown as it is', async () => {
    const card = await looking({ language: 'en' }).press(activityButton.press({ activity: id(1) }));
    expect(card.text).toContain('第1场电影');
    expect(card.text).toContain('Places: 2 left');
  });

  test('one that never was: the list instead', async () => {
    const answer = await looking().press(activityButton.press({ activity: id(99) }));
    expect(answer.toasts).toHaveLength(1);
    expect(answer.buttons.size).toBeGreaterThan(2);
  });
});
