import { describe, expect, test } from 'vitest';
import { personalTables } from '../../src/db/personal-data.ts';
import type { ApplicationId, PersonId, UnionId } from '../../src/domain/ids.ts';
import { type OwnData, ownSections } from '../../src/domain/own-data.ts';
import { consentButton, eraseAskButton, eraseButton, ownDataButton } from '../../src/handlers/buttons.ts';
import { meConversation } from '../../src/handlers/me/index.ts';
import { ownDataScreens } from '../../src/handlers/me/own-data-view.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';
import type { MyProgress } from '../../src/services/applications/read-my-application.ts';
import type { AboutMe } from '../../src/services/read-about-me.ts';
import type { ConsentSet } from '../../src/services/set-consent.ts';
import { talk } from '../support/talk.ts';

const union = { name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunshine Union Federation' };
const { zh: t, en } = createTranslations('Asia/Shanghai');
const nothing = Object.fromEntries(ownSections.map((section) => [section, []])) as unknown as OwnData;

function me({
  set = { type: 'set' } as ConsentSet,
  last = false,
  data = nothing,
  progress = undefined as MyProgress | undefined,
} = {}) {
  const written: unknown[] = [];
  const erased: PersonId[] = [];
  const about: AboutMe = {
    name: '王小雨',
    phone: '13800000101',
    phoneTyped: false,
    membership: null,
    application: null,
    consents: new Set(['announcements']),
    answers: null,
    signUps: [],
    wishes: [],
  };
  const wanted: unknown[] = [];
  const conversation = meConversation({
    readAboutMe: async () => about,
    readOwnData: async () => data,
    orderOwnData: ({ person }) => ({ kind: 'myData', person }),
    readConsents: async () => ({
      consents: [
        { purpose: 'membership', kind: 'given', version: 1, since: new Date('2026-11-02T02:00:00Z') },
        { purpose: 'announcements', kind: 'outdated', version: 0, since: new Date('2026-11-02T02:00:00Z') },
        { purpose: 'survey', kind: 'never' },
      ],
      standing: { kind: 'none' },
    }),
    setConsent: async (_work, _actor, input) => {
      wanted.push(input);
      return set;
    },
    lookBeforeErasing: async () => ({ staff: last, lastOfDistrict: last }),
    setConfidants: async (_work, _actor, id, to) => {
      if (!progress || id !== progress.id) return { type: 'notHers' };
      progress = { ...progress, visibleTo: to };
      return { type: 'set' };
    },
    readMyApplication: async (_work, _actor, id) => (id === progress?.id ? progress : undefined),
    editApplication: async (_work, _actor, _id, edit) => {
      written.push(edit);
      return { type: 'edited' };
    },
    answerReviewer: async (_work, _actor, _id, words) => {
      written.push(words);
      return { type: 'answered', union, dueOn: '2026-11-26' };
    },
    appeal: async (_work, _actor, _id, words) => {
      written.push(words);
      return { type: 'appealed', dueOn: '2026-11-26' };
    },
    timeZone: 'Asia/Shanghai',
    erasePerson: async (_work, { person }) => void erased.push(person),
  });
  return { chat: talk([conversation]), erased, wanted, written };
}

describe('everything we hold', () => {
  test('comes as protected messages, and as a file of her own', async () => {
    const { chat } = me({
      data: { ...nothing, people: [{ name: '王小雨', phone: '13800000101', language: null }] },
    });
    await chat.write('/me');
    const { replies } = await chat.tap('看我的全部资料');
    const [message] = replies.filter(({ type }) => type === 'send');
    expect(message).toMatchObject({ payload: { protect_content: true } });
    expect(JSON.stringify(message)).toContain('手机：13800000101');
    const file = replies.find(({ type }) => type === 'file');
    expect(file).toMatchObject({ order: { kind: 'myData' }, payload: { protect_content: true } });
  });

  test('is split where a message ends, and none of it is lost', () => {
    const rows = Array.from({ length: 10 }, (_, nth) => ({
      name: `${nth}号`.padEnd(900, '楼'),
      status: 'open',
    }));
    const screens = ownDataScreens({ ...nothing, proposals: rows, applications: rows, wishes: rows }, t);
    expect(screens.length).toBeGreaterThan(1);
    for (const { text } of screens) expect(text.markup.length).toBeLessThanOrEqual(4_096);
    const all = screens.map(({ text }) => text.markup).join('\n');
    for (let nth = 0; nth < 10; nth += 1) expect(all.split(`${nth}号楼`)).toHaveLength(4);
  });

  test('what she wrote is no markup, and more than ten of a kind are counted', () => {
    const rows = Array.from({ length: 12 }, () => ({ name: '<b>楼</b>' }));
    const [screen] = ownDataScreens({ ...nothing, proposals: rows }, t);
    expect(screen?.text.markup).toContain('&lt;b&gt;楼&lt;/b&gt;');
    expect(screen?.text.markup).toContain('还有 2 条');
  });

  test('has a word for each field that is shown', () => {
    const steps = /Moves|audit|dialogues|Invitations|deliveries|updates/u;
    const fields = personalTables
      .filter(({ section }) => !steps.test(section))
      .flatMap(({ columns }) =>
        Object.entries(columns).flatMap(([name, use]) => (/technical|others/u.test(use) ? [] : [name])),
      );
    // Which street or union a role was for is in the file by its number only.
    const silent = fields.filter((name) => name !== 'scopeId' && !(`f_${name}` in zh.mine));
    expect(silent).toEqual([]);
  });

  test('reads as people write it', () => {
    const application = {
      union,
      unit: null,
      status: 'rejected',
      submittedAt: new Date('2026-11-20T02:00:00Z'),
      dueOn: '2026-11-25',
      rejection: { reason: 'other', words: '请先换到新楼' },
    };
    const [screen] = ownDataScreens({ ...nothing, applications: [application] }, en);
    expect(screen?.text.markup).toContain(
      '· Union: Jinyu Sunshine Union Federation (金隅阳光楼宇工会联合会), Now: not this time, Handed in: 20 Nov 2026, Answer promised by: 25 Nov 2026, Reason: 请先换到新楼',
    );
  });
});

describe('her consents', () => {
  test('stand there with their days, and change with a tap', async () => {
    const { chat, wanted } = me();
    await chat.write('/me');
    const screen = await chat.tap('我同意过什么');
    expect(screen.text).toContain('2026年11月2日同意的');
    expect(screen.text).toContain('说明更新过');
    await chat.tap('不再同意：入会和会员关系');
    await chat.tap('同意：活动通知');
    expect(wanted).toEqual([
      { purpose: 'membership', version: 1, wanted: false },
      { purpose: 'announcements', version: 1, wanted: true },
    ]);
  });

  test('what an application rests on is taken back with it', async () => {
    const standing = {
      kind: 'waiting',
      application: 7 as ApplicationId,
      dueOn: '2026-11-26',
      union,
    } as const;
    const { chat } = me({ set: { type: 'needed', standing } });
    const screen = await chat.press(consentButton.press({ purpose: 'membership', version: 1, on: '0' }));
    expect(screen.text).toContain('先撤回申请');
  });

  test('a button of older words shows the new ones', async () => {
    const { chat } = me({ set: { type: 'outdated' } });
    const screen = await chat.press(consentButton.press({ purpose: 'survey', version: 9, on: '1' }));
    expect(screen.text).toContain('随时可以改');
  });
});

describe('erasing herself', () => {
  test('is explained, asked once more, and done', async () => {
    const { chat, erased } = me();
    await chat.write('/me');
    const ask = await chat.tap('删掉我的资料');
    expect(ask.text).toContain('找不回来');
    expect(erased).toEqual([]);
    expect((await chat.tap('删掉，我想好了')).text).toContain('删好了');
    expect(erased).toHaveLength(1);
  });

  test('a button from another day asks again', async () => {
    const { chat, erased } = me();
    const screen = await chat.press(eraseButton.press({ asked: 5 }));
    expect(screen.text).toContain('找不回来');
    expect(erased).toEqual([]);
  });

  test('the last of the district hears what that means', async () => {
    const { chat } = me({ last: true });
    const screen = await chat.press(eraseAskButton.press({}));
    expect(screen.text).toContain('最后一位工作人员');
    expect(await chat.press(ownDataButton.press({}))).toBeDefined();
  });
});

describe('her application, like a parcel', () => {
  const at = new Date('2026-11-23T02:00:00Z');
  const all = { edit: true, answer: true, withdraw: true, appeal: false };
  const progress: MyProgress = {
    id: 7 as ApplicationId,
    union: { id: 3 as UnionId, ...union },
    status: 'needs_info',
    steps: [
      { what: 'submitted', at, words: null },
      { what: 'opened', at, words: null },
      { what: 'needs_info', at, words: '请补一张 <b>工牌</b>' },
    ],
    rejection: null,
    dueOn: '2026-11-26',
    may: all,
    visibleTo: 'union',
  };

  test('who may know is hers to change, as long as there is something to know', async () => {
    const { chat } = me({ progress });
    await chat.press('map:7');
    expect((await chat.tap('☐ 我单位里的工会干部也可以知道')).text).toContain('马上生效');
    const back = await chat.tap('☑ 我单位里的工会干部也可以知道');
    expect([...back.buttons.keys()]).toContain('☐ 我单位里的工会干部也可以知道');
    const over = me({
      progress: { ...progress, status: 'withdrawn', steps: [{ what: 'lapsed', at, words: null }] },
    });
    const screen = await over.chat.press('map:7');
    expect(screen.text).toContain('先当作撤回了');
    expect([...screen.buttons.keys()].join()).not.toContain('工会干部');
  });

  test('says what happened when, and what comes next', async () => {
    const { chat } = me({ progress });
    const screen = await chat.press('map:7');
    expect(screen.text).toContain('✓ 11月23日（周一）10:00 交上去了');
    expect(screen.text).toContain('请补一张 &lt;b&gt;工牌&lt;/b&gt;');
    expect(screen.text).toContain('○ 等你补充');
    expect([...screen.buttons.keys()]).toContain('问问工会');
  });

  test('an answer is read once more before it is sent; a correction counts at once', async () => {
    const { chat, written } = me({ progress });
    await chat.press('map:7');
    await chat.tap('回复工会');
    expect((await chat.send({ sticker: {} })).text).toContain('最多 300 个字');
    expect((await chat.write('工牌在路上')).text).toContain('会这样发出去');
    expect((await chat.tap('发送')).text).toContain('11月26日（周四）前给你结果');
    await chat.tap('改手机号');
    expect((await chat.write('12345')).text).toContain('没看懂这个手机号');
    expect((await chat.write('138 0000 0102')).text).toContain('改好了');
    expect(written).toEqual(['工牌在路上', { field: 'phone', phone: '13800000102' }]);
    expect(chat.dialogues.size).toBe(0);
  });

  test('what can’t be done any more is said, with how it stands', async () => {
    const { chat, written } = me({ progress: { ...progress, may: { ...all, answer: false, edit: false } } });
    expect((await chat.press('maw:7:answer')).text).toContain('这一步现在做不了');
    expect((await chat.press('maw:7:appeal')).text).toContain('这一步现在做不了');
    expect((await chat.press('maw:7:name')).text).toContain('这一步现在做不了');
    expect((await chat.press('mas:7')).toasts).toHaveLength(1);
    expect((await chat.press('map:8')).text).toContain('没找到这份申请');
    expect(written).toEqual([]);
  });

  test('turned down, she reads why and may ask for another look', async () => {
    const steps = [{ what: 'rejected' as const, at, words: null }];
    const may = { edit: false, answer: false, withdraw: false, appeal: true };
    const { chat, written } = me({
      progress: { ...progress, status: 'rejected', steps, may, rejection: { reason: 'notReachable' } },
    });
    expect((await chat.press('map:7')).text).toContain('没联系上你');
    await chat.tap('请街道再看一次');
    await chat.write('号码没错，那天在开会');
    await chat.tap('发送');
    expect(written).toEqual(['号码没错，那天在开会']);
  });
});
