import { describe, expect, test } from 'vitest';
import { BroadcastId, StreetId } from '../../src/domain/ids.ts';
import type { ToldPlan } from '../../src/domain/send-plan.ts';
import { planScreen } from '../../src/handlers/release/view.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import type { PlanFacts } from '../../src/services/release/read-plan.ts';

const t = createTranslations('Asia/Shanghai');
const now = new Date('2026-11-23T02:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

type Plan = Extract<PlanFacts, { readonly type: 'plan' }>;

const plan: ToldPlan = {
  rough: false,
  meant: 640,
  reached: 612,
  leftOut: [
    { reason: 'noConsent', people: 20 },
    { reason: 'unreachable', people: 8 },
  ],
  heardLately: 120,
  course: { dueAt: now, begins: now, ends: later(1), before: 0 },
};
const facts: Plan = {
  type: 'plan',
  broadcast: BroadcastId.parse(3),
  version: 4,
  status: 'draft',
  scope: {
    scope: { kind: 'street', street: StreetId.parse(1) },
    named: { name: '金融街街道', nameEn: 'Jinrong Street' },
  },
  title: { zh: '周五停水' },
  plan,
  timing: null,
  above: 500,
  second: true,
  own: true,
};
const shown = (given: PlanFacts, language: 'zh' | 'en' = 'zh') => {
  const { text, rows = [] } = planScreen(given, now, null, t[language]);
  return { text: text.markup, buttons: rows.flat().map(({ label }) => label) };
};

describe('the send plan', () => {
  test('is one message', () => {
    expect(shown(facts)).toMatchInlineSnapshot(`
      {
        "buttons": [
          "请另一位同事放行",
          "回到这条通知",
        ],
        "text": "📋 发送计划：周五停水
      以金融街街道总工会的名义

      会收到的：612 人（符合的一共 640 人）
      其中 120 人这 7 天里已经收过 1 条以上。
      没同意收通知：20 人
      联系不上：8 人

      现在放行，一两分钟就发完。
      超过 500 人，要另一位同事看过再放行。",
      }
    `);
    expect(shown(facts, 'en').text).toContain(
      'Of those who get it, had one or more in the last 7 days: 120 people.',
    );
  });

  test.each<[string, Partial<Plan>, string[]]>([
    ['to few', { second: false }, ['放行，发出去', '回到这条通知']],
    ['to many', {}, ['请另一位同事放行', '回到这条通知']],
    ['waiting, to who asked', { status: 'waiting' }, ['收回来，接着改', '回到这条通知']],
    ['waiting, to another', { status: 'waiting', own: false }, ['放行，发出去', '退回去改', '回到这条通知']],
    ['released', { status: 'released' }, ['回到这条通知']],
    [
      'at night',
      {
        second: false,
        plan: { ...plan, course: { dueAt: now, begins: later(60), ends: later(61), before: 0 } },
      },
      ['放行，到点就发', '回到这条通知'],
    ],
  ])('%s: offers what may be done', (_what, given, buttons) => {
    expect(shown({ ...facts, ...given }).buttons).toEqual(buttons);
  });

  test.each<[string, ToldPlan['course'], string]>([
    ['short', { dueAt: now, begins: now, ends: later(1), before: 0 }, '现在放行，一两分钟就发完。'],
    [
      'long, behind others',
      { dueAt: now, begins: now, ends: later(45), before: 3000 },
      '前面还排着 3,000 条。\n现在放行，大约11月23日（周一）10:45 发完。',
    ],
    [
      'later',
      { dueAt: later(60), begins: later(60), ends: later(61), before: 0 },
      '11月23日（周一）11:00 开始发，一两分钟就发完。',
    ],
    [
      'in the morning',
      { dueAt: now, begins: later(60), ends: later(90), before: 0 },
      '夜里不打扰大家，11月23日（周一）11:00 开始发，大约11月23日（周一）11:30 发完。',
    ],
  ])('says when: %s', (_what, course, said) => {
    expect(shown({ ...facts, plan: { ...plan, course } }).text).toContain(said);
  });

  test('of people picked by their answers has no exact number', () => {
    const rough: ToldPlan = {
      ...plan,
      rough: true,
      reached: 20,
      leftOut: [{ reason: 'stopped', people: null }],
      heardLately: 5,
    };
    const { text } = shown({ ...facts, plan: rough });
    expect(text).toContain('会收到的：20 人以上');
    expect(text).toContain('说过不想再收：不到 5 人');
    expect(text).toContain('其中 5 人以上这 7 天里');
    expect(text).not.toContain('640');
  });

  test('says what is missing, and the way back', () => {
    const { plan: _plan, timing: _timing, above: _above, second: _second, own: _own, ...standing } = facts;
    const blocked = shown({ ...standing, type: 'blocked', block: 'noAudience' });
    expect(blocked.text).toContain('还没选给谁');
    expect(blocked.buttons).toEqual(['回到这条通知']);
  });
});
