import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApplicationId, BuildingId, StallId, UnionId, UnitId } from '../../src/domain/ids.ts';
import type { Standing } from '../../src/domain/membership.ts';
import { confidants } from '../../src/domain/visibility.ts';
import { joinAfreshButton, joinButton, joinUnitButton, withdrawButton } from '../../src/handlers/buttons.ts';
import { advance, begin, type JoinEvent, JoinState, type Target } from '../../src/handlers/join/dialogue.ts';
import { joinConversation } from '../../src/handlers/join/index.ts';
import type { Application, Submitted } from '../../src/services/submit-application.ts';
import { talk } from '../support/talk.ts';

const jinyu = 1 as BuildingId;
const beijingfang = 2 as BuildingId;
const uncovered = 3 as BuildingId;
const names = { [jinyu]: '金隅大厦', [beijingfang]: '北京坊' };
const union = { id: 7 as UnionId, name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunlight Federation' };
const dueOn = '2026-11-26';
const firms = Array.from({ length: 11 }, (_, index) => ({
  id: (index + 1) as UnitId,
  name: `第${index + 1}科技`,
  room: `${index + 1}01`,
}));

const atStall = {
  stall: 3 as StallId,
  building: jinyu as BuildingId | null,
  unit: 2 as UnitId | null,
  unitName: '第2科技' as string | null,
};

/** The conversation, over one building with eleven firms; remembers what was handed in. */
function joining(changes: { answer?: () => Submitted; language?: 'zh' | 'en'; stall?: typeof atStall } = {}) {
  const handedIn: Application[] = [];
  let began = 0;
  let standing: Standing = { kind: 'none' };
  const conversation = joinConversation({
    placeToJoin: async (_work, id) =>
      id === uncovered || names[id] === undefined
        ? undefined
        : { building: { id, name: names[id], nameEn: null }, union },
    openVisit: async () => changes.stall,
    beganAtStall: async () => {
      began += 1;
    },
    findUnits: async (_work, _building, typed, page) => {
      const found = firms.filter(({ name }) => name.includes(typed));
      const pages = Math.max(1, Math.ceil(found.length / 8));
      const shown = Math.min(page, pages - 1);
      return { units: found.slice(shown * 8, shown * 8 + 8), page: shown, pages, total: found.length };
    },
    unitIn: async (_work, _building, unit) => firms.find(({ id }) => id === unit),
    standingOf: async () => standing,
    submitApplication: async (_work, _actor, application) => {
      const outcome = changes.answer?.();
      if (outcome) return outcome;
      handedIn.push(application);
      standing = { kind: 'waiting', application: 5 as ApplicationId, union, dueOn };
      return { type: 'submitted', application: 5 as ApplicationId, union, dueOn };
    },
    formerSelf: async () => null,
    withdrawApplication: async (_work, _actor, application) => {
      if (standing.kind !== 'waiting' || standing.application !== application) return { type: 'notWaiting' };
      standing = { kind: 'none' };
      return { type: 'withdrawn', union };
    },
    timeZone: 'Asia/Shanghai',
  });
  return {
    ...talk([conversation], { language: changes.language ?? 'zh' }),
    handedIn,
    began: () => began,
  };
}

const start = joinButton.press({ building: jinyu });
const ownContact = { contact: { phone_number: '8613800000101', first_name: '小雨', user_id: 42 } };

/** To the review, by the shortest way. */
async function filledIn(changes: Parameters<typeof joining>[0] = {}) {
  const her = joining(changes);
  await her.press(start);
  await her.tap('就用“王小雨”');
  await her.tap('第2科技 · 201');
  await her.send(ownContact);
  const review = await her.tap('同意，继续');
  return { her, review };
}

describe('the way through', () => {
  test('at a stall: name, own phone, and one tap that agrees and hands in', async () => {
    const her = joining({ stall: atStall });
    const first = await her.press(start);
    expect(first.text).toContain('1/3');
    expect(first.text).toContain('现场登记');
    await her.tap('就用“王小雨”');
    expect(her.began()).toBe(1);
    const confirm = await her.send(ownContact);
    expect(confirm.text).toContain('姓名：王小雨\n单位：第2科技\n手机：13800000101');
    expect(confirm.text).toContain('公司看不到');
    expect(confirm.replies.at(-1)).toMatchObject({ payload: { protect_content: true } });
    await her.tap('☐ 我单位里的工会干部也可以知道');
    const done = await her.tap('同意并提交');
    expect(done.text).toContain('先别走开');
    expect(her.handedIn).toEqual([
      {
        building: jinyu,
        union: 7,
        unit: { kind: 'listed', unit: 2, name: '第2科技' },
        name: '王小雨',
        phone: '13800000101',
        consent: 1,
        announcements: false,
        visibleTo: 'unitOfficers',
      },
    ]);
  });

  test('the stall of another building fills nothing in', async () => {
    const her = joining({ stall: { ...atStall, building: 99 as BuildingId } });
    expect((await her.press(start)).text).toContain('1/5');
  });

  test('name, unit, own phone, consent, review, handed in', async () => {
    const { her, review } = await filledIn();
    expect(review.text).toContain('姓名：王小雨\n单位：第2科技\n手机：13800000101\n每月活动：先不用');
    const last = review.replies.at(-2);
    expect(last).toMatchObject({ type: 'send', payload: { protect_content: true } });
    const done = await her.tap('提交申请');
    expect(done.text).toContain('11月26日（周四）前给你回复');
    expect([...done.buttons.keys()]).toEqual(['说说想要什么', '看看有什么活动', '回到首页']);
    expect(her.handedIn).toEqual([
      {
        building: jinyu,
        union: 7,
        unit: { kind: 'listed', unit: 2, name: '第2科技' },
        name: '王小雨',
        phone: '13800000101',
        consent: 1,
        announcements: false,
        visibleTo: 'union',
      },
    ]);
    expect(her.dialogues.size).toBe(0);
  });

  test('all of it typed, with a unit that isn’t listed', async () => {
    const her = joining();
    await her.press(start);
    await her.write('  张 三 ');
    expect((await her.write('第1')).buttons.size).toBe(7);
    const nothing = await her.write('小雨花店');
    expect(nothing.text).toContain('没找到');
    await her.tap('就写“小雨花店”');
    await her.write('138 0000 0101');
    await her.tap('☐ 每月活动也告诉我');
    await her.tap('同意，继续');
    await her.tap('提交申请');
    expect(her.handedIn[0]).toMatchObject({
      name: '张 三',
      unit: { kind: 'written', name: '小雨花店' },
      phone: '13800000101',
      announcements: true,
    });
  });

  test('a second tap on submit finds it handed in, and says until when', async () => {
    const { her, review } = await filledIn();
    const submit = review.buttons.get('提交申请') ?? '';
    await her.press(submit);
    const again = await her.press(submit);
    expect(her.handedIn).toHaveLength(1);
    expect(again.toasts).toEqual(['这个按钮是之前的了，给你看最新的。']);
    expect(again.text).toContain('已经交上去了，11月26日');
  });

  test('each answer can be changed from the review, and one comes back to it', async () => {
    const { her } = await filledIn();
    await her.tap('改姓名');
    expect((await her.write('李四')).text).toContain('姓名：李四');
    await her.tap('改单位');
    await her.tap('下一页 ›');
    expect((await her.tap('第9科技 · 901')).text).toContain('单位：第9科技');
    await her.tap('改手机号');
    expect((await her.write('13900000102')).text).toContain('手机：13900000102');
    await her.tap('改另外两项');
    await her.tap('☐ 每月活动也告诉我');
    expect((await her.tap('同意，继续')).text).toContain('每月活动：告诉我');
    await her.tap('改姓名');
    expect((await her.tap('返回')).text).toContain('姓名：李四');
    await her.tap('提交申请');
    expect(her.handedIn[0]).toMatchObject({ name: '李四', phone: '13900000102', announcements: true });
  });

  test('back leads through every step, and what was given is offered again', async () => {
    const her = joining();
    await her.press(start);
    await her.write('张三');
    await her.tap('没有我的单位');
    await her.tap('先不填');
    expect((await her.write('返回')).text).toContain('2/5');
    const name = await her.tap('返回');
    expect([...name.buttons.keys()]).toEqual(['就用“张三”', '先不弄了']);
  });

  test('in English too', async () => {
    const her = joining({ language: 'en' });
    expect((await her.press(start)).text).toContain('1/5 · Joining Jinyu Sunlight Federation');
    await her.tap('Use “王小雨”');
    await her.tap('Mine is not listed');
    await her.tap('Skip this');
    await her.send(ownContact);
    await her.tap('I agree, carry on');
    expect((await her.tap('Submit')).text).toContain('Thu 26 Nov');
  });
});

describe('what doesn’t fit', () => {
  const oddities: Record<string, Record<string, unknown>> = {
    sticker: { sticker: { file_id: 'x', emoji: '🙂' } },
    photo: { photo: [{ file_id: 'x' }], caption: '王小雨' },
    'four thousand characters': { text: '王'.repeat(4096) },
    emoji: { text: '🌸🌸' },
    markup: { text: '<b>王</b>' },
    'text turned round': { text: '\u202E雨小王\u202E' },
    sql: { text: "'; drop table people; --" },
    'a location': { location: { latitude: 0, longitude: 0 } },
  };

  test.each(Object.entries(oddities))(
    '%s as a name: what would be one, and the step stays',
    async (_what, message) => {
      const her = joining();
      await her.press(start);
      const answer = await her.send(message);
      expect(answer.text).toContain('没看懂这个名字');
      expect([...answer.buttons.keys()]).toEqual(['就用“王小雨”', '先不弄了']);
      expect((await her.write('张三')).text).toContain('2/5');
    },
  );

  test.each(Object.entries(oddities))('%s as a phone', async (_what, message) => {
    const her = joining();
    await her.press(start);
    await her.write('张三');
    await her.tap('第1科技 · 101');
    const answer = await her.send(message);
    expect(answer.text).toContain('没看懂这个手机号');
    expect(JSON.stringify(answer.replies)).toContain('request_contact');
    expect((await her.send(ownContact)).text).toContain('4/5');
  });

  test('somebody else’s contact, or one that belongs to nobody, is kindly refused', async () => {
    const her = joining();
    await her.press(start);
    await her.write('张三');
    await her.tap('第1科技 · 101');
    for (const user_id of [43, undefined]) {
      const contact = { phone_number: '8613900000102', first_name: '别人', ...(user_id && { user_id }) };
      expect((await her.send({ contact })).text).toContain('这张名片是别人的');
    }
    expect((await her.send(ownContact)).text).toContain('4/5');
  });

  test('anything typed where buttons are meant', async () => {
    const { her } = await filledIn();
    const answer = await her.write('好的');
    expect(answer.text).toContain('点下面的按钮选就行');
    expect(answer.text).toContain('姓名：王小雨');
  });

  test('a unit of another building, or none', async () => {
    const her = joining();
    await her.press(start);
    await her.write('张三');
    expect((await her.press(joinUnitButton.press({ unit: 999 as UnitId }))).text).toContain('重新选一下');
  });

  test('markup in what she writes is shown as she wrote it', async () => {
    const her = joining();
    await her.press(start);
    await her.write('张三');
    expect((await her.write('<b>{{x}}</b>')).text).toContain('&lt;b&gt;{{x}}&lt;/b&gt;');
  });
});

describe('coming and going', () => {
  test('/join without a building asks for one; with a half-filled form offers to carry on', async () => {
    const her = joining();
    expect((await her.write('/join')).text).toContain('先找到你上班的那栋楼');
    await her.press(start);
    await her.write('张三');
    const offer = await her.write('/join');
    expect([...offer.buttons.keys()]).toEqual(['接着填', '换一栋楼']);
    expect(offer.replies).toHaveLength(1);
    expect(her.dialogues.get('join')?.open).toBe(false);
    expect((await her.press(start)).text).toContain('2/5');
  });

  test('another building: she chooses, and her name comes along', async () => {
    const her = joining();
    await her.press(start);
    await her.write('张三');
    const offer = await her.press(joinButton.press({ building: beijingfang }));
    expect(offer.text).toContain('接着填，还是改成北京坊');
    const afresh = await her.tap('改成北京坊');
    expect([...afresh.buttons.keys()][0]).toBe('就用“张三”');
    expect(her.dialogues.get('join')?.state).toContain('北京坊');
  });

  test('a building without a union takes nobody in, even by a forged button', async () => {
    const her = joining();
    for (const kind of [joinButton, joinAfreshButton])
      expect((await her.press(kind.press({ building: uncovered }))).text).toContain('没有可以加入的工会');
    expect(her.dialogues.size).toBe(0);
  });

  test('put aside, a contact sent by the key that is still there goes where it was meant', async () => {
    const her = joining();
    await her.press(start);
    await her.write('张三');
    await her.tap('第1科技 · 101');
    expect((await her.write('先不弄了')).text).toContain('先放下');
    expect(her.dialogues.get('join')?.open).toBe(false);
    expect((await her.send(ownContact)).text).toContain('4/5');
  });

  test.each([
    [{ type: 'unitGone' }, '重新选一下', '2/5'],
    [{ type: 'consentOutdated' }, '刚更新过', '4/5'],
    [{ type: 'notCovered' }, '没有可以加入的工会', ''],
    [{ type: 'alreadyMember', union }, '已经是金隅阳光楼宇工会联合会的会员', ''],
  ] as [Submitted, string, string][])('refused with %j, she reads why', async (outcome, words, header) => {
    const { her } = await filledIn({ answer: () => outcome });
    const answer = await her.tap('提交申请');
    expect(answer.text).toContain(words);
    expect(answer.text).toContain(header);
  });

  test('an application is taken back after a question, and only while it waits', async () => {
    const { her } = await filledIn();
    await her.tap('提交申请');
    const withdraw = withdrawButton.press({ application: 5 as ApplicationId });
    await her.press(withdraw);
    const confirm = await her.tap('撤回申请');
    expect(confirm.text).toContain('撤回了');
    expect((await her.press(withdraw)).text).toContain('已经有结果了');
    expect((await her.press('wdy:5')).text).toContain('已经有结果了');
  });

  test('a form saved in a shape we no longer read is kindly started again', async () => {
    const her = joining();
    await her.press(start);
    (her.dialogues as Map<string, unknown>).set('join', {
      kind: 'join',
      open: true,
      state: '{"step":"old"}',
    });
    expect((await her.write('张三')).text).toContain('重新来一次');
    expect(her.dialogues.size).toBe(0);
  });
});

describe('whatever happens', () => {
  const target: Target = {
    building: jinyu,
    union: union.id,
    buildingNamed: { name: '金隅大厦', nameEn: null },
    unionNamed: { name: union.name, nameEn: union.nameEn },
    stall: null,
  };
  const unit = fc.oneof(
    fc.constant({ kind: 'unsaid' as const }),
    fc.record({ kind: fc.constant('written' as const), name: fc.string() }),
  );
  const event: fc.Arbitrary<JoinEvent> = fc.oneof(
    fc.record({ type: fc.constant('named' as const), name: fc.string() }),
    fc.record({ type: fc.constant('narrowed' as const), typed: fc.string() }),
    fc.record({ type: fc.constant('paged' as const), page: fc.nat(9999) }),
    fc.record({ type: fc.constant('unitGiven' as const), unit }),
    fc.record({ type: fc.constant('phoned' as const), phone: fc.string() }),
    fc.record({ type: fc.constant('newsChosen' as const), news: fc.boolean() }),
    fc.record({
      type: fc.constant('confidantsChosen' as const),
      visibleTo: fc.constantFrom(...confidants),
    }),
    fc.record({ type: fc.constant('agreed' as const), version: fc.nat() }),
    fc.record({
      type: fc.constant('edited' as const),
      field: fc.constantFrom('name' as const, 'unit' as const, 'phone' as const, 'news' as const),
    }),
    fc.constantFrom(
      ...(['suggestionTaken', 'unlisted', 'typedTaken', 'wentBack'] as const).map((type) => ({ type })),
    ),
  );

  test('no order of events leads out of the steps there are', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.boolean(), (events, stands) => {
        const stall = stands ? { id: 3 as StallId, unit: { kind: 'unsaid' as const } } : null;
        let state: JoinState = begin({ ...target, stall }, '王小雨');
        for (const next of events) state = advance(state, next) ?? state;
        expect(JoinState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
        // At a stall she is never led to the long form's end, nor elsewhere to the short one's.
        expect(state.step).not.toBe(stands ? 'review' : 'confirm');
      }),
    );
  });

  const tag = fc.constantFrom(
    ...[
      'join',
      'jnew',
      'jnm',
      'jun',
      'jup',
      'jua',
      'juw',
      'jut',
      'jus',
      'jnw',
      'jvi',
      'jag',
      'jed',
      'jbk',
      'jps',
      'jok',
    ],
    ...['wd', 'wdy'],
  );
  const value = fc.oneof(
    fc.integer().map(String),
    fc.constantFrom('yes', 'no', 'name', 'unit', 'phone', 'news', 'askUnit', '1e9', '', 'NaN'),
  );
  const action = fc.oneof(
    fc.record({
      does: fc.constant('press' as const),
      what: fc.tuple(tag, fc.array(value, { maxLength: 2 })),
    }),
    fc.record({ does: fc.constant('tap' as const), which: fc.nat(12) }),
    fc.record({
      does: fc.constant('write' as const),
      text: fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
    }),
    fc.record({
      does: fc.constant('send' as const),
      message: fc.oneof(
        fc.record({
          contact: fc.record({
            phone_number: fc.string(),
            first_name: fc.string(),
            user_id: fc.constantFrom(42, 43),
          }),
        }),
        fc.constantFrom<Record<string, unknown>>(
          { sticker: {} },
          { voice: {} },
          { text: '' },
          { dice: {} },
          {},
        ),
      ),
    }),
    fc.constant({ does: 'write' as const, text: '张三' }),
    fc.constant({ does: 'send' as const, message: ownContact as Record<string, unknown> }),
  );

  test('everything is answered within Telegram’s limits, and the form can still be handed in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const her = joining();
        let last = await her.press(start);
        for (const act of actions) {
          if (act.does === 'press') last = await her.press([act.what[0], ...act.what[1]].join(':'));
          else if (act.does === 'write') last = await her.write(act.text);
          else if (act.does === 'send') last = await her.send(act.message);
          else {
            const labels = [...last.buttons.values()];
            const payload = labels[act.which % Math.max(1, labels.length)];
            if (payload !== undefined) last = await her.press(payload);
          }
          for (const reply of last.replies) {
            if (reply.type !== 'send' && reply.type !== 'edit') continue;
            expect(String(reply.payload.text).length).toBeLessThan(4096);
          }
        }
        await her.press(start);
        const waiting = her.handedIn.length > 0;
        const kept = her.dialogues.get('join');
        expect(waiting || (kept && JoinState.safeParse(JSON.parse(kept.state)).success)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
