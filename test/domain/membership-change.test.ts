import { describe, expect, test } from 'vitest';
import { CardTail, deskMay, HandOver, holderMay } from '../../src/domain/card.ts';
import type { UnionId, UnitId } from '../../src/domain/ids.ts';
import { cardLifecycle, cardStatuses, mayMove, membershipStatuses } from '../../src/domain/lifecycle.ts';
import { changeTo, type Held, ownMove } from '../../src/domain/membership-change.ts';

const [here, there] = [1 as UnionId, 2 as UnionId];
const [desk, shop] = [11 as UnitId, 12 as UnitId];
const held: Held = { union: here, unit: desk, status: 'active' };

describe('a change of work', () => {
  test.each([
    { who: 'who is no member', from: null, waiting: false, to: [there, shop], answer: 'notMember' },
    { who: 'to another union', from: held, waiting: false, to: [there, shop], answer: 'across' },
    { who: 'to another union, unit unsaid', from: held, waiting: false, to: [there, null], answer: 'across' },
    { who: 'within her union', from: held, waiting: false, to: [here, shop], answer: 'within' },
    { who: 'within, unit unsaid', from: held, waiting: false, to: [here, null], answer: 'within' },
    { who: 'to where she is', from: held, waiting: false, to: [here, desk], answer: 'same' },
    {
      who: 'back to work where she was',
      from: { ...held, status: 'retained' },
      waiting: false,
      to: [here, desk],
      answer: 'within',
    },
    { who: 'while one is under way', from: held, waiting: true, to: [there, shop], answer: 'alreadyWaiting' },
  ] as const)('$who: $answer', ({ from, waiting, to: [union, unit], answer }) => {
    expect(changeTo(from, waiting, { union, unit })).toBe(answer);
  });
});

test('her own moves are open from where the table leads, and to nobody without a membership', () => {
  const open = membershipStatuses.map((status) =>
    (['rest', 'resume', 'leave'] as const).filter((move) => ownMove({ status }, move)).join(),
  );
  expect(Object.fromEntries(membershipStatuses.map((status, index) => [status, open[index]]))).toEqual({
    active: 'rest,leave',
    retained: 'resume,leave',
    transferred: '',
    left: '',
    merged: '',
  });
  expect(ownMove(null, 'leave')).toBeNull();
});

describe('a card', () => {
  test.each([
    { status: null, holder: 'request', staff: '' },
    { status: 'requested', holder: 'takeBack', staff: 'ready' },
    { status: 'ready', holder: 'takeBack', staff: 'issue' },
    { status: 'issued', holder: 'lost', staff: '' },
    { status: 'lost', holder: 'request', staff: '' },
    { status: 'cancelled', holder: 'request', staff: '' },
  ] as const)('$status: its holder may $holder, the desk $staff', ({ status, holder, staff }) => {
    expect((['request', 'lost', 'takeBack'] as const).filter((move) => holderMay(status, move)).join()).toBe(
      holder,
    );
    if (status !== null)
      expect((['ready', 'issue'] as const).filter((move) => deskMay(status, move)).join()).toBe(staff);
  });

  test('nobody may what the table doesn’t list', () => {
    const to = { request: 'requested', lost: 'lost', takeBack: 'cancelled' } as const;
    for (const status of cardStatuses)
      for (const move of ['request', 'lost', 'takeBack'] as const)
        if (holderMay(status, move)) expect(mayMove(cardLifecycle, status, to[move])).toBe(true);
  });

  test.each([
    ['1234', '1234'],
    ['１２３４', '1234'],
    ['**** 1234', '1234'],
    ['尾号1234', undefined],
    ['12345', undefined],
    ['<b>', undefined],
  ])('its last four digits, typed as %s: %s', (typed, read) => {
    expect(CardTail.safeParse(typed).data).toBe(read);
  });

  test.each([
    ['12月5日 12:00，B1 层，带身份证', true],
    ['  ', false],
    ['…！！……', false],
    ['x'.repeat(201), false],
  ])('where it is fetched, as %s: %s', (typed, read) => {
    expect(HandOver.safeParse(typed).success).toBe(read);
  });
});
