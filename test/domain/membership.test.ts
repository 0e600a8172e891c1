import { describe, expect, test } from 'vitest';
import type { ApplicationId } from '../../src/domain/ids.ts';
import {
  contactPhone,
  likelyName,
  maskName,
  maskPhone,
  mayJoin,
  PersonName,
  PhoneNumber,
  RejectionWords,
  WrittenUnit,
} from '../../src/domain/membership.ts';

const union = { name: '金隅阳光楼宇工会联合会', nameEn: null };

test.each([
  { who: 'a newcomer', standing: { kind: 'none' }, answer: 'yes' },
  { who: 'a member', standing: { kind: 'member', union }, answer: 'alreadyMember' },
  {
    who: 'one who waits',
    standing: { kind: 'waiting', application: 1 as ApplicationId, union, dueOn: '2026-12-05' },
    answer: 'alreadyWaiting',
  },
] as const)('may $who join? $answer', ({ standing, answer }) => {
  const verdict = mayJoin(standing);
  expect(verdict.ok ? 'yes' : verdict.refusal.type).toBe(answer);
});

describe('a name', () => {
  test.each([
    ['王小雨', '王小雨'],
    ['  Amina   Yusuf ', 'Amina Yusuf'],
    ['Ｗａｎｇ', 'Wang'],
    ['阿卜杜拉·买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉・买买提', '阿卜杜拉・买买提'],
    ["Sinéad O'Connor-Smith", "Sinéad O'Connor-Smith"],
    ['محمد', 'محمد'],
  ])('%j is %j', (typed, name) => expect(PersonName.parse(typed)).toBe(name));

  test.each([
    '',
    '   ',
    '🌸',
    '小雨🌸',
    '<b>王</b>',
    "Robert'); DROP TABLE people;--",
    '\u202E雨小王',
    '13800000101',
    '王'.repeat(41),
    'a'.repeat(4096),
    '-',
  ])('%j is none', (typed) => expect(PersonName.safeParse(typed).success).toBe(false));

  test.each([
    ['小雨', '王', '王小雨'],
    ['小雨', undefined, '小雨'],
    ['Amina', 'Yusuf', 'Amina Yusuf'],
    ['小雨', 'Wang', '小雨 Wang'],
    ['🌸', undefined, null],
    ['x'.repeat(64), 'y', null],
  ])('from Telegram’s %j and %j: %j', (first, last, name) => expect(likelyName(first, last)).toBe(name));
});

describe('a phone number', () => {
  test.each([
    ['13800000101', '13800000101'],
    ['138 0000 0101', '13800000101'],
    ['138-0000-0101', '13800000101'],
    ['１３８０００００１０１', '13800000101'],
    ['+86 138 0000 0101', '13800000101'],
    ['8613800000101', '13800000101'],
    ['008613800000101', '13800000101'],
    ['+44 20 7946 0958', '+442079460958'],
    ['12345', null],
    ['12800000101', null],
    ['138000001011', null],
    ['+0123456789', null],
    ['我的号码', null],
    ['', null],
  ])('typed %j is %j', (typed, phone) => expect(PhoneNumber.safeParse(typed).data ?? null).toBe(phone));

  test.each([
    ['+8613800000101', '13800000101'],
    ['8613800000101', '13800000101'],
    // Of another country, although its digits look like one of ours.
    ['13105551234', '+13105551234'],
    ['', undefined],
    ['abc', undefined],
  ])('on a contact card %j is %j', (number, phone) => expect(contactPhone(number)).toBe(phone));
});

test.each([
  ['小雨花店', '小雨花店'],
  [' A  &  B\nLtd ', 'A & B Ltd'],
  ['雨', null],
  ['🌸🌸', null],
  ['x'.repeat(61), null],
])('a unit written as %j is %j', (typed, name) =>
  expect(WrittenUnit.safeParse(typed).data ?? null).toBe(name),
);

test('a reviewer’s words keep their lines, and lose what can’t be stored or would turn the text round', () => {
  expect(RejectionWords.parse(' 请带工牌。\n\u202E谢谢\u0000\ud800 ')).toBe('请带工牌。\n谢谢');
  expect(RejectionWords.safeParse('。。').success).toBe(false);
  expect(RejectionWords.safeParse('字'.repeat(301)).success).toBe(false);
  expect(RejectionWords.safeParse(undefined).success).toBe(false);
});

test('masks leave enough to know one’s own by, and no more', () => {
  expect(maskPhone('13800000101')).toBe('138****0101');
  expect(maskPhone('12345')).toBe('****');
  expect(['王小雨', '王雨', '王', 'Amina Yusuf', '𠮷田'].map(maskName)).toEqual([
    '王**',
    '王*',
    '王*',
    'A**',
    '𠮷*',
  ]);
});
