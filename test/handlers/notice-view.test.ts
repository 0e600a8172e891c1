import { describe, expect, test } from 'vitest';
import type { Button, Screen } from '../../src/bot/screen.ts';
import type { activityKinds } from '../../src/domain/activity.ts';
import { dueLevels } from '../../src/domain/due.ts';
import type {
  ActivityId,
  ApplicationId,
  BuildingId,
  CheckId,
  NoticeId,
  ProposalId,
  UnionId,
} from '../../src/domain/ids.ts';
import { languages } from '../../src/domain/language.ts';
import { rejectionReasons } from '../../src/domain/membership.ts';
import { declineReasons } from '../../src/domain/proposal.ts';
import type { Needs } from '../../src/domain/survey.ts';
import {
  activityButton,
  heldSlotButton,
  stopAnnouncementsButton,
  surveyButton,
} from '../../src/handlers/buttons.ts';
import { noticeScreen } from '../../src/handlers/notice-view.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import type { NoticeContent } from '../../src/services/outbox/content.ts';

const timeZone = 'Asia/Shanghai';
const translations = createTranslations(timeZone);
const union = { name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunshine Union Federation' };
const from = { scope: { kind: 'union', union: 3 as UnionId }, named: union } as const;
const month = new Date('2026-11-30T16:00:00Z');

function activity(id: number, kind: (typeof activityKinds)[number], day: number) {
  return {
    id: id as ActivityId,
    kind,
    title: { zh: `${day}日的${kind}`, en: `${kind} on the ${day}th` },
    startsAt: new Date(Date.UTC(2026, 11, day, 4)),
    place: { zh: '三层活动室', en: 'Room 3' },
  };
}

const month4 = [activity(1, 'sports', 5), activity(2, 'crafts', 8), activity(3, 'film', 12)];
const programme = { kind: 'monthlyProgramme', union, month, activities: month4 } as const;

const contents: NoticeContent[] = [
  programme,
  {
    kind: 'monthlyProgramme',
    union,
    month,
    activities: Array.from({ length: 12 }, (_, index) => activity(index + 1, 'crafts', index + 2)),
  },
  { kind: 'activityAnnounced', union, activity: activity(1, 'legal', 5) },
  { kind: 'applicationApproved', union },
  { kind: 'transferDone', union },
  { kind: 'membershipMoved', union, dissolved: true },
  { kind: 'memberGone', union, maskedName: '李**', to: union, card: true },
  { kind: 'memberGone', union, maskedName: null, to: null, card: true },
  {
    kind: 'stillThere',
    check: 8 as CheckId,
    building: { name: '金隅大厦', nameEn: 'Jinyu Building' },
    union,
  },
  { kind: 'stillThere', check: 8 as CheckId, building: null, union },
  { kind: 'cardReady', union, handOver: { zh: '12月5日，B1 层 <b>服务台</b>', en: 'B1' } },
  ...rejectionReasons.map(
    (reason): NoticeContent => ({
      kind: 'applicationRejected',
      union,
      application: 31 as ApplicationId,
      mayAppeal: reason !== 'alreadyMember',
      transfer: false,
      rejection: reason === 'other' ? { reason, words: '材料里的楼名 <b>不对</b>' } : { reason },
    }),
  ),
  { kind: 'applicationWaiting', application: 31 as ApplicationId, union, due: month },
  { kind: 'applicationAnswered', application: 31 as ApplicationId, union, due: month },
  { kind: 'applicationAppealed', application: 31 as ApplicationId, union, due: month },
  { kind: 'applicationAsked', application: 31 as ApplicationId, union, words: '请补一张 <b>工牌</b>' },
  { kind: 'applicationAskedAgain', application: 31 as ApplicationId, union, words: '请补一张 <b>工牌</b>' },
  { kind: 'applicationLapsed', application: 31 as ApplicationId, union },
  { kind: 'applicationHandedOver', application: 31 as ApplicationId, union, due: month },
  ...dueLevels.map(
    (level): NoticeContent => ({
      kind: 'applicationsDue',
      level,
      due: month,
      unions: [{ union, count: 3 }, ...Array.from({ length: 6 }, () => ({ union, count: 1 }))],
    }),
  ),
  { kind: 'batchApproved', approved: 48, passed: 2 },
  {
    kind: 'announcementReport',
    notice: 7 as NoticeId,
    change: null,
    rough: false,
    from,
    about: { month },
    tally: [
      { status: 'sent', reason: null, people: 240 },
      { status: 'skipped', reason: 'noConsent', people: 30 },
      { status: 'skipped', reason: 'outdated', people: 2 },
      { status: 'skipped', reason: 'cancelled', people: 3 },
      { status: 'unreachable', reason: 'blocked', people: 4 },
      { status: 'unreachable', reason: 'deactivated', people: 1 },
      { status: 'unknown', reason: 'crash', people: 1 },
    ],
  },
  {
    kind: 'broadcastHeld',
    notice: 7 as NoticeId,
    change: null,
    rough: false,
    from,
    about: { activity: activity(1, 'film', 5) },
    tally: { audience: 30, waiting: 10, sent: 8, skipped: 0, unreachable: 0, failed: 11, unknown: 1 },
  },
  { kind: 'correction', of: { kind: 'activityAnnounced', union, activity: activity(1, 'film', 5) } },
  { kind: 'activityCancelled', union, activity: activity(1, 'film', 5) },
  { kind: 'apology', code: 'k7q2' },
  { kind: 'updateSetAside', code: 'k7q2' },
  { kind: 'slotHeld', id: 7 as UnionId, union, month, slot: month, activities: 3 },
];

const wendi = { name: '闻笛大厦', nameEn: 'Wendi Building' };
contents.push(
  { kind: 'unionCame', building: { id: 3 as BuildingId, ...wendi }, union },
  { kind: 'demandGrew', place: { kind: 'building', building: 3 as BuildingId }, named: wendi, step: 5 },
  { kind: 'demandGrew', place: { kind: 'proposal', proposal: 4 as ProposalId }, named: wendi, step: 20 },
  { kind: 'proposalWaiting', proposal: 4 as ProposalId, name: '藏梅阁', street: wendi },
  { kind: 'proposalWaiting', proposal: 4 as ProposalId, name: '藏梅阁', street: null },
  ...declineReasons.map(
    (reason): NoticeContent => ({
      kind: 'proposalDeclined',
      name: '藏梅阁',
      decline: reason === 'other' ? { reason, words: '那是亭子' } : { reason },
    }),
  ),
);

const screens = languages.flatMap((language) =>
  contents.map((content) => ({
    what: `${content.kind} in ${language}`,
    screen: noticeScreen(content, { needs: null, timeZone }, translations[language]),
  })),
);

function payloads({ rows = [] }: Screen): string[] {
  return rows.flat().flatMap((button: Button) => ('press' in button ? [button.press] : []));
}

describe('every notice', () => {
  test.each(screens)('betrays nothing on a locked phone: $what', ({ screen }) => {
    const [first = '', second] = screen.text.markup.split('\n');
    expect(first).not.toMatch(/工会|会员|入会|联合会|union|member|appl|join|federation/iu);
    expect(first.length).toBeGreaterThan(3);
    expect(second).toBe('');
  });

  test.each(screens)('is short, and its labels fit: $what', ({ screen }) => {
    expect(screen.text.markup.replace(/<[^>]+>/gu, '').length).toBeLessThan(500);
    for (const button of (screen.rows ?? []).flat()) expect([...button.label].length).toBeLessThanOrEqual(32);
  });
});

describe('the month', () => {
  const t = translations.zh;
  const order = (needs: Needs | null) =>
    payloads(noticeScreen(programme, { needs, timeZone }, t)).flatMap((payload) => {
      const read = activityButton.read(payload);
      return read ? [Number(read.activity)] : [];
    });

  test('comes in the order of the calendar to whoever said nothing', () => {
    expect(order(null)).toEqual([1, 2, 3]);
  });

  test('is of what she asked for, and says so', () => {
    const needs: Needs = { interests: ['film', 'legal'], frequency: 'monthly', times: [] };
    expect(order(needs)).toEqual([3]);
    const { markup } = noticeScreen(programme, { needs, timeZone }, t).text;
    expect(markup).toContain('给你发，是因为你说过想参加观影。');
    expect(markup).toContain('每月一次');
    expect(markup).toContain('还有 2 个');
  });

  test('put in the place of one that was sent, it may have nothing of that any more', () => {
    const needs: Needs = { interests: ['legal'], frequency: 'quarterly', times: [] };
    expect(order(needs)).toEqual([1, 2, 3]);
    const { markup } = noticeScreen(programme, { needs, timeZone }, t).text;
    expect(markup).not.toContain('法律咨询');
    expect(markup).toContain('因为你是金隅阳光楼宇工会联合会的会员');
  });

  test('and a single activity say how to change what one hears', () => {
    const needs: Needs = { interests: ['film'], frequency: 'rarely', times: [] };
    for (const content of [programme, { kind: 'activityAnnounced', union, activity: month4[2] }] as const) {
      const screen = noticeScreen(content as NoticeContent, { needs, timeZone }, t);
      expect(screen.text.markup).toContain('你说过想参加观影');
      expect(payloads(screen)).toContain(surveyButton.press({}));
    }
  });

  test('can be stopped from each message', () => {
    for (const { screen, what } of screens) {
      const stops = payloads(screen).includes(stopAnnouncementsButton.press({}));
      expect(stops).toBe(/^(monthlyProgramme|activityAnnounced|correction)/u.test(what));
    }
  });
});

test('the report counts everybody once', () => {
  const content = contents.find(({ kind }) => kind === 'announcementReport');
  if (!content) throw new Error('no report');
  const { markup } = noticeScreen(content, { needs: null, timeZone }, translations.zh).text;
  expect(markup.split('\n').slice(3)).toEqual([
    '一共 281 人，送到 240 人。',
    '没同意收活动消息：30 人',
    '停用了机器人、送不到：5 人',
    '没发就过时了：2 人',
    '叫停时还没发：3 人',
    '中途断线、说不准收没收到，没有重发：1 人',
  ]);
});

test('a held slot is named by its minute', () => {
  const content = contents.find(({ kind }) => kind === 'slotHeld');
  if (!content) throw new Error('no slot');
  const [send = ''] = payloads(noticeScreen(content, { needs: null, timeZone }, translations.en));
  const read = heldSlotButton.read(send);
  expect(read && new Date(read.slot * 60_000)).toEqual(month);
  expect(read?.send).toBe('y');
});

test('what a reviewer wrote is words, not markup', () => {
  const written = screens.filter(({ screen }) => screen.text.markup.includes('材料里'));
  expect(written).toHaveLength(2);
  for (const { screen } of written) expect(screen.text.markup).toContain('&lt;b&gt;不对&lt;/b&gt;');
});
