import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BroadcastState, mayMove } from '../../src/domain/broadcast.ts';
import { BroadcastId, NoticeId, UnionId } from '../../src/domain/ids.ts';
import { languages } from '../../src/domain/language.ts';
import { cancelAskScreen, changeAskScreen, progressScreen } from '../../src/handlers/broadcasts/view.ts';
import {
  broadcastCancelAskButton,
  broadcastMoveButton,
  composePageButton,
} from '../../src/handlers/buttons.ts';
import { broadcastNoticeScreen } from '../../src/handlers/report-view.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import type { BroadcastFacts } from '../../src/services/outbox/progress.ts';

const translations = createTranslations('Asia/Shanghai');
const notice = NoticeId.parse(7);
const states: readonly BroadcastState[] = ['planned', 'sending', 'paused', 'cancelled', 'done'];

const facts = (given: Partial<BroadcastFacts> = {}): BroadcastFacts => ({
  notice,
  from: {
    scope: { kind: 'union', union: UnionId.parse(3) },
    named: { name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunshine Federation' },
  },
  about: { month: new Date('2026-12-01T02:00:00Z') },
  change: null,
  rough: false,
  state: 'sending',
  pausedBy: null,
  tally: {
    audience: 3_000,
    waiting: 1_500,
    sent: 1_400,
    skipped: 60,
    unreachable: 40,
    failed: 0,
    unknown: 0,
  },
  perSecond: 24.97,
  secondsLeft: 61,
  quietUntil: null,
  ...given,
});
const textOf = (given?: Partial<BroadcastFacts>, language: 'zh' | 'en' = 'zh') =>
  progressScreen(facts(given), translations[language]).text.markup;
const pressesOf = (given?: Partial<BroadcastFacts>) =>
  (progressScreen(facts(given), translations.zh).rows ?? [])
    .flat()
    .flatMap((one) => ('press' in one ? [one.press] : []));

describe('progress', () => {
  test('is a bar, how many, how fast, how long', () => {
    expect(textOf()).toBe(
      [
        '📣 正在发',
        '<b>金隅阳光楼宇工会联合会12月的活动</b>',
        '',
        '▰▰▰▰▰▱▱▱▱▱ 50%',
        '1,500 / 3,000 人',
        '每秒 25 条，大约还要 61 秒。',
      ].join('\n'),
    );
    expect(textOf({}, 'en')).toContain('25 a second, about 61 seconds to go.');
  });

  test('says when it holds for the night, was held, or was called off', () => {
    expect(textOf({ quietUntil: new Date('2026-11-24T00:00:00Z') })).toContain('08:00 接着发');
    expect(textOf({ state: 'paused', pausedBy: 'staff' })).toContain('先停着');
    const tally = { ...facts().tally, failed: 12 };
    expect(textOf({ state: 'paused', pausedBy: 'failures', tally })).toContain('12');
    expect(textOf({ state: 'cancelled' })).toContain('叫停了');
  });

  test.each(states)('%s: offers the moves there are, and no other', (state) => {
    const presses = pressesOf({ state });
    for (const move of ['pause', 'resume'] as const)
      expect(presses.includes(broadcastMoveButton.press({ notice, move }))).toBe(mayMove(state, move));
    expect(presses.includes(broadcastCancelAskButton.press({ notice }))).toBe(mayMove(state, 'cancel'));
    // Calling it off is asked about first.
    expect(presses).not.toContain(broadcastMoveButton.press({ notice, move: 'cancel' }));
  });

  test('is full when it is over, and not before, whatever the figures', () => {
    const count = fc.nat(2_000_000);
    fc.assert(
      fc.property(count, count, fc.constantFrom(...languages), (waiting, sent, language) => {
        const tally = {
          ...facts().tally,
          skipped: 0,
          unreachable: 0,
          waiting,
          sent,
          audience: waiting + sent,
        };
        const text = textOf({ tally }, language);
        expect(text.length).toBeLessThan(1_000);
        if (tally.audience === 0) return;
        expect(text.match(/[▰▱]/gu)).toHaveLength(10);
        expect(/ 100%/u.test(text)).toBe(waiting === 0);
        expect(text.includes('▱')).toBe(waiting > 0);
      }),
    );
  });
});

test.each(languages)('before anything is lost, it is asked, with how many it is about: %s', (language) => {
  const t = translations[language];
  expect(cancelAskScreen(facts(), t).text.markup).toContain('1,500');
  for (const change of ['correction', 'withdrawal'] as const)
    expect(changeAskScreen(facts(), change, t).text.markup).toContain('1,400');
});

test('of people picked by their answers no number is exact, and none of fewer than five is told', () => {
  const tally = [
    { status: 'sent', reason: null, people: 37 },
    { status: 'skipped', reason: 'heardEnough', people: 12 },
    { status: 'skipped', reason: 'stopped', people: 2 },
  ] as const;
  const about = facts({ rough: true });
  const report = broadcastNoticeScreen({ ...about, kind: 'announcementReport', tally }, translations.zh);
  expect(report.text.markup).toContain('送到 20 人以上');
  expect(report.text.markup).toContain('最近收过：10 人');
  expect(report.text.markup).not.toMatch(/37|51|12 人|退订/u);
  expect(textOf({ rough: true })).not.toContain('3,000');
});

test('the report of what officers wrote leads to its page, where it is rewritten', () => {
  const broadcast = BroadcastId.parse(9);
  const report = broadcastNoticeScreen(
    {
      kind: 'announcementReport',
      notice,
      from: facts().from,
      about: { broadcast, written: { zh: '停水通知' } },
      change: null,
      rough: false,
      tally: [{ status: 'sent', reason: null, people: 3 }],
    },
    translations.zh,
  );
  expect(report.text.markup).toContain('金隅阳光楼宇工会联合会：停水通知');
  expect(report.rows?.flat()).toContainEqual({
    label: '改已发的内容…',
    press: composePageButton.press({ broadcast }),
  });
});
