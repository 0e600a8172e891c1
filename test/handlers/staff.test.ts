import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/domain/actor.ts';
import type { ApplicationId, PersonId, RoleId, StreetId, UnionId } from '../../src/domain/ids.ts';
import type { Rejection } from '../../src/domain/membership.ts';
import {
  applicationButton,
  approveButton,
  inviteToButton,
  rejectSendButton,
} from '../../src/handlers/buttons.ts';
import { staffConversation } from '../../src/handlers/staff/index.ts';
import type { ReviewRefusal } from '../../src/services/find-reviewable.ts';
import type { OpenedApplication } from '../../src/services/open-application.ts';
import { talk } from '../support/talk.ts';

const street = { kind: 'street', street: 3 as StreetId } as const;
const union = { kind: 'union', union: 7 as UnionId } as const;
const named = { name: '金融街街道', nameEn: 'Jinrong Street' };

const none = { waiting: 0, needsInfo: 0, appealed: 0, overdue: 0, flagged: 0, mine: 0, unremarkable: 0 };
const alike = {
  person: 77 as PersonId,
  why: ['phone' as const],
  maskedName: '李*',
  union: named,
  unit: null,
  memberSince: '2025-03-01',
  appliedAt: null,
};

/** The desk over a queue in memory; `settled` says what a colleague or the applicant made of one meanwhile. */
function desk({
  scopes = [street],
  ids = [1, 2, 3],
  language = 'zh',
}: {
  scopes?: readonly Scope[];
  ids?: readonly number[];
  language?: 'zh' | 'en';
} = {}) {
  const waiting = new Set(ids as ApplicationId[]);
  const settled = new Map<number, ReviewRefusal>();
  const decisions: [ApplicationId, 'approved' | Rejection][] = [];
  const asked: [ApplicationId, string][] = [];
  const apart: [ApplicationId, number][] = [];
  const handed: [ApplicationId, number][] = [];
  const batches: number[] = [];
  const preview = () => ({
    count: waiting.size,
    sample: [...waiting].map(() => ({ maskedName: '王**', unit: '第一科技' })),
    last: [...waiting].at(-1) ?? null,
  });
  const refusal = (id: ApplicationId): ReviewRefusal | undefined =>
    settled.get(id) ?? (waiting.has(id) ? undefined : { type: 'notYours' });
  const opened = (id: ApplicationId): OpenedApplication => ({
    id,
    person: 42 as PersonId,
    name: `王小${id}`,
    status: 'submitted',
    maskedPhone: '138****0101',
    unit: { kind: 'listed', name: '第一科技', room: '101' },
    building: { name: '金隅大厦', nameEn: 'Jinyu Building' },
    union: { name: '金隅阳光楼宇工会联合会', nameEn: null },
    memberOf: null,
    visibleTo: 'union',
    submittedAt: new Date('2026-11-23T02:00:00Z'),
    dueOn: '2026-11-26',
    said: [],
    rejection: null,
    lookalikes: id === 4 ? [alike] : [],
    desk: { kind: 'nobody' },
  });
  const conversation = staffConversation({
    waitingCount: async () => waiting.size,
    scopeNames: async (_work, all) =>
      all.map((scope) => ({ scope, named: scope.kind === 'district' ? null : named })),
    listApplications: async (_work, _actor, filter, page) => ({
      filter,
      counts: { ...none, waiting: waiting.size, appealed: 1, unremarkable: waiting.size },
      waiting: [...waiting].map((id) => ({
        id,
        maskedName: '王**',
        building: { name: '金隅大厦', nameEn: null },
        status: 'submitted' as const,
        dueOn: '2026-11-26',
        overdue: id === 1,
        flagged: id === 4,
        desk: id === 5 ? ('colleague' as const) : ('nobody' as const),
      })),
      total: waiting.size,
      page,
      pages: 1,
    }),
    listColleagues: async (_work, _actor, id) =>
      refusal(id) ?? {
        type: 'listed',
        colleagues: [{ person: 77 as PersonId, name: null, from: 'street' as const }],
      },
    handOver: async (_work, _actor, id, to) => {
      const refused = refusal(id);
      if (refused) return refused;
      if (to !== 77) return { type: 'notHers' };
      handed.push([id, to]);
      return { type: 'handedOver' };
    },
    openApplication: async (_work, _actor, id) => refusal(id) ?? { type: 'opened', application: opened(id) },
    nextApplication: async (_work, _actor, after) => [...waiting].find((id) => id !== after),
    approveApplication: async (_work, _actor, id) => {
      const refused = refusal(id);
      if (refused) return refused;
      waiting.delete(id);
      decisions.push([id, 'approved']);
      return { type: 'approved' };
    },
    rejectApplication: async (_work, _actor, id, rejection) => {
      const refused = refusal(id);
      if (refused) return refused;
      waiting.delete(id);
      decisions.push([id, rejection]);
      return { type: 'rejected' };
    },
    askApplicant: async (_work, _actor, id, words) => {
      const refused = refusal(id);
      if (refused) return refused;
      waiting.delete(id);
      asked.push([id, words]);
      return { type: 'asked' };
    },
    claimApplication: async (_work, _actor, id, what) =>
      refusal(id) ?? { type: what === 'take' ? ('taken' as const) : ('givenBack' as const) },
    showPhone: async (_work, _actor, id) => refusal(id) ?? { type: 'shown', phone: '13800000101' },
    tellApart: async (_work, _actor, id, other) => {
      const refused = refusal(id);
      if (refused) return refused;
      apart.push([id, other]);
      return { type: 'apart' };
    },
    previewBatch: async () => preview(),
    orderBatch: async (_work, _actor, agreed) =>
      agreed.count === waiting.size && agreed.last === preview().last
        ? { type: 'ordered', count: agreed.count }
        : { type: 'changed', preview: preview() },
    onBatchDue: () => {
      batches.push(waiting.size);
    },
    inviteStaff: async (_work, _by, scope) =>
      scope.kind === 'union' && scope.union === union.union
        ? {
            type: 'invited',
            secret: 'AbC-_123',
            role: { scope, named },
            expiresAt: new Date('2026-11-30T02:00:00Z'),
          }
        : { type: 'notAllowed' },
    acceptInvitation: async (_work, _actor, { secret, name }) =>
      secret === 'AbC-_123'
        ? { type: 'accepted', role: { scope: union, named }, name }
        : { type: 'notValid' },
    listStaff: async (_work, _actor, page) => ({
      roles: [
        {
          id: 1 as RoleId,
          name: null,
          scope: union,
          named,
          since: new Date('2026-11-01T02:00:00Z'),
          own: false,
        },
        {
          id: 2 as RoleId,
          name: '陈予安',
          scope: street,
          named,
          since: new Date('2026-11-01T02:00:00Z'),
          own: true,
        },
      ],
      page,
      pages: 1,
    }),
    revokeRole: async (_work, _actor, id) => (id === 2 ? { type: 'own' } : { type: 'revoked' }),
    scopesWithin: async (_work, _scopes, kind) => ({
      scopes: [{ scope: kind === 'street' ? street : union, named }],
      page: 0,
      pages: 1,
    }),
    timeZone: 'Asia/Shanghai',
  });
  return { ...talk([conversation], { scopes, language }), settled, decisions, asked, apart, handed, batches };
}

const labels = (reaction: { buttons: ReadonlyMap<string, string> }) => [...reaction.buttons.keys()];

describe('the menu', () => {
  test('of a street: its applications, and colleagues to invite', async () => {
    const menu = await desk().write('/staff');
    expect(menu.text).toContain('金融街街道总工会');
    expect(labels(menu)).toEqual([
      '审核申请（3 份）',
      '现场摊位',
      '服务卡',
      '写通知',
      '发布活动',
      '看排好的活动',
      '改每月通知时间',
      '问问会员',
      '看问卷结果',
      '看看下个月办什么',
      '改楼宇和工会',
      '用 Excel 改名录',
      '看哪里想要工会',
      '看覆盖情况',
      '邀请同事',
      '看工作人员',
      '回到首页',
    ]);
  });

  test('of an officer: nobody to invite', async () => {
    const menu = labels(await desk({ scopes: [union] }).write('/staff'));
    expect(menu).not.toContain('邀请同事');
    // Who wishes for a union has none yet: that is the street’s.
    expect(menu).not.toContain('看哪里想要工会');
  });

  test.each(['/staff', 'st', 'sta:0', 'srj:1', 'srr:1:other', 'siv', 'sil:union:0', 'srl:0', 'sro:1:0'])(
    'a worker who comes by %s reads how one becomes staff',
    async (way) => {
      const her = desk({ scopes: [] });
      const answer = await (way.startsWith('/') ? her.write(way) : her.press(way));
      expect(answer.text).toContain('发一条邀请链接给你');
      expect(her.dialogues.size).toBe(0);
    },
  );
});

describe('reviewing', () => {
  test('the list masks names; the application is whole and protected', async () => {
    const her = desk();
    await her.write('/staff');
    const queue = await her.tap('审核申请（3 份）');
    expect(queue.text).not.toContain('王小');
    expect(labels(queue)[0]).toBe('王** · 金隅大厦 · 已过期限');
    const opened = await her.press(applicationButton.press({ application: 2 as ApplicationId }));
    expect(opened.text).toContain('姓名：王小2\n手机：138****0101\n单位：第一科技（101）');
    expect(opened.replies.at(-2)).toMatchObject({ type: 'send', payload: { protect_content: true } });
  });

  test('the last one set aside is still waiting, and the list says so', async () => {
    const her = desk();
    for (const id of [1, 2]) await her.press(`say:${id}`);
    await her.press('sap:3');
    expect((await her.tap('看下一份')).text).toContain('待审核 1 份');
  });

  test('after each decision its data leaves the chat, and the next comes', async () => {
    const her = desk();
    await her.press('sap:1');
    const second = await her.tap('通过入会');
    expect(second.replies[0]).toMatchObject({ type: 'edit', payload: { text: '通过了，已经告诉本人。' } });
    expect(second.text).toContain('王小2');
    await her.tap('不通过…');
    const third = await her.tap('电话联系不上');
    expect(third.text).toContain('王小3');
    expect((await her.tap('通过入会')).text).toContain('都审完了');
    expect(her.decisions).toEqual([
      [1, 'approved'],
      [2, { reason: 'notReachable' }],
      [3, 'approved'],
    ]);
  });

  test('a reason in her own words is read once more before it is sent', async () => {
    const her = desk();
    await her.press('sap:1');
    await her.tap('不通过…');
    expect((await her.tap('自己写理由…')).text).toContain('300 个字以内');
    expect((await her.send({ sticker: {} })).text).toContain('最多 300 个字');
    expect((await her.write('字'.repeat(301))).text).toContain('最多 300 个字');
    expect((await her.write('请带<工牌>来')).text).toContain('请带&lt;工牌&gt;来');
    expect((await her.write('请带工牌来一趟')).text).toContain('请带工牌来一趟');
    await her.tap('改一下');
    await her.write('请带身份证来一趟');
    await her.tap('发送，不通过');
    expect(her.decisions).toEqual([[1, { reason: 'other', words: '请带身份证来一趟' }]]);
    expect(her.dialogues.size).toBe(0);
  });

  test('words written for one are never sent to another', async () => {
    const her = desk();
    await her.press('srr:1:other');
    await her.write('请带工牌来一趟');
    const answer = await her.press(rejectSendButton.press({ application: 2 as ApplicationId }));
    expect(answer.toasts).toHaveLength(1);
    expect(her.decisions).toEqual([]);
  });

  test('looking at another application sets the half-written reason aside', async () => {
    const her = desk();
    await her.press('srr:1:other');
    await her.press('sap:2');
    expect(her.dialogues.get('reject')?.open).toBe(false);
  });

  test.each([
    [{ type: 'settled', status: 'approved' }, '审过了：通过'],
    [{ type: 'settled', status: 'rejected' }, '没有通过'],
    [{ type: 'settled', status: 'withdrawn' }, '自己撤回了'],
    [{ type: 'notYours' }, '不归你审'],
    [{ type: 'settled', status: 'submitted' }, '刚补充了信息'],
    [{ type: 'own' }, '你自己的申请'],
    [{ type: 'street' }, '街道总工会'],
    [{ type: 'otherEyes' }, '换一位同事'],
  ] as [ReviewRefusal, string][])('%j: she is told, and goes on', async (outcome, words) => {
    const her = desk();
    await her.press('sap:1');
    her.settled.set(1, outcome);
    const answer = await her.press(approveButton.press({ application: 1 as ApplicationId }));
    expect(answer.text).toContain(words);
    expect(labels(answer)).toEqual(['看下一份', '回到列表']);
    expect(answer.text).not.toContain('王小');
  });
});

describe('the rest of the desk', () => {
  test('a question to the applicant is read once more, and then it waits for her', async () => {
    const her = desk();
    await her.press('sap:1');
    expect((await her.tap('请本人补充…')).text).toContain('缺什么');
    expect((await her.write('请发一张工牌照片')).text).toContain('会这样问本人');
    const next = await her.tap('发送，等本人补充');
    expect(next.text).toContain('王小2');
    expect(her.asked).toEqual([[1, '请发一张工牌照片']]);
    expect(her.decisions).toEqual([]);
    expect(her.dialogues.size).toBe(0);
  });

  test('a whole number is a message of its own, and leaves with the next tap', async () => {
    const her = desk();
    const opened = await her.press('sap:1');
    expect(opened.text).not.toContain('13800000101');
    const shown = await her.tap('看完整手机号');
    expect(shown.text).toContain('13800000101');
    expect(shown.replies.at(-2)).toMatchObject({ type: 'send', payload: { protect_content: true } });
  });

  test('whom she resembles stands beside her, until a reviewer tells them apart', async () => {
    const her = desk({ ids: [4] });
    const opened = await her.press('sap:4');
    expect(opened.text).toContain('可能重复：李*，手机号一样，金融街街道会员，2025年3月1日入会');
    await her.tap('和李*不是同一个人');
    expect(her.apart).toEqual([[4, 77]]);
  });

  test('the plain ones are approved together, by a button that names their number', async () => {
    const her = desk();
    await her.write('/staff');
    const queue = await her.tap('审核申请（3 份）');
    expect(labels(queue)).toContain('看申诉（1）');
    const preview = await her.tap('没有疑点的一起通过（3）');
    expect(preview.text).toContain('· 王**，第一科技');
    // A colleague approves one meanwhile.
    await her.press('say:2');
    const again = await her.press('sby:3:3');
    expect(again.toasts).toHaveLength(1);
    expect(her.batches).toEqual([]);
    expect((await her.tap('通过这 2 份')).text).toContain('2 份这就通过');
    expect(her.batches).toEqual([2]);
  });

  test('one is handed to a colleague by name, and the next comes', async () => {
    const her = desk();
    await her.press('sap:1');
    const whom = await her.tap('转给同事');
    expect(labels(whom)).toEqual(['没留名字的同事 · 街道', '返回']);
    const next = await her.tap('没留名字的同事 · 街道');
    expect(her.handed).toEqual([[1, 77]]);
    expect(next.text).toContain('王小2');
    // A colleague who may not, by a forged button: it stays where it is.
    await her.press('sht:2:78');
    expect(her.handed).toHaveLength(1);
  });

  test('what a colleague has taken on can be taken over', async () => {
    const her = desk();
    her.settled.set(1, { type: 'claimed', until: new Date('2026-11-23T04:00:00Z') });
    const answer = await her.press('say:1');
    expect(answer.text).toContain('12:00 前由同事来定');
    expect(labels(answer)).toContain('接过来审');
  });
});

describe('colleagues', () => {
  test('an invitation is a link to pass on, not to follow', async () => {
    const her = desk();
    await her.write('/staff');
    await her.tap('邀请同事');
    await her.tap('某家楼宇工会');
    const invited = await her.tap('金融街街道');
    expect(invited.text).toContain('<code>https://t.me/niangjia_bot?start=i_AbC-_123</code>');
    expect(invited.text).toContain('11月30日（周一）10:00 前有效');
  });

  test('what isn’t hers to give is refused, whatever the button says', async () => {
    const her = desk();
    for (const data of [
      inviteToButton.press({ kind: 'district', id: 0 }),
      'sig:street:0',
      'sig:union:2147483647',
    ])
      expect((await her.press(data)).text).toContain('不归你邀请');
  });

  test('the link makes her staff, and says who will see her name', async () => {
    const her = desk({ scopes: [] });
    const answer = await her.write('/start i_AbC-_123');
    expect(answer.text).toContain('你现在负责金融街街道');
    expect(answer.text).toContain('“王小雨”');
    expect((await her.write('/start i_used')).text).toContain('用过了，或者过期了');
  });

  test('a role is taken back after a question, one’s own never', async () => {
    const her = desk();
    const list = await her.press('srl:0');
    expect(labels(list)[1]).toBe('陈予安（你）· 金融街街道总工会');
    expect((await her.tap('陈予安（你）· 金融街街道总工会')).toasts[0]).toContain('请别的同事');
    await her.press('srl:0');
    await her.tap('没留名字 · 金融街街道');
    expect((await her.tap('收回权限')).toasts).toEqual(['收回了。']);
  });
});

test('whatever is tapped or written, it is answered, in both languages', async () => {
  const tag = fc.constantFrom(
    ...[
      'st',
      'sta',
      'sap',
      'san',
      'say',
      'srj',
      'srr',
      'srs',
      'srw',
      'stq',
      'scl',
      'sak',
      'sph',
      'sdf',
      'sba',
      'sby',
      'siv',
      'sil',
      'sig',
      'srl',
      'sro',
      'srx',
    ],
  );
  const value = fc.oneof(
    fc.integer({ min: -1, max: 5 }).map(String),
    fc.constantFrom(
      'take',
      'giveBack',
      'waiting',
      'mine',
      'other',
      'notReachable',
      'street',
      'union',
      'district',
      '99999999999',
      '',
      'x',
    ),
  );
  const action = fc.oneof(
    fc.record({
      data: fc.tuple(tag, fc.array(value, { maxLength: 3 })).map(([t, v]) => [t, ...v].join(':')),
    }),
    fc.record({ text: fc.string({ unit: 'binary' }) }),
    fc.constant({ text: '请带工牌来一趟' }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('zh' as const, 'en' as const),
      fc.array(action),
      async (language, actions) => {
        const her = desk({ language, ids: [1, 2, 3, 4, 5] });
        for (const act of actions) {
          const open = [...her.dialogues.values()].some((dialogue) => dialogue.open);
          const { replies } = await ('data' in act ? her.press(act.data) : her.write(act.text));
          if ('data' in act || (open && !act.text.startsWith('/'))) expect(replies.length).toBeGreaterThan(0);
          for (const reply of replies)
            if (reply.type !== 'toast') expect(JSON.stringify(reply).length).toBeLessThan(10_000);
        }
      },
    ),
    { numRuns: 150 },
  );
});
