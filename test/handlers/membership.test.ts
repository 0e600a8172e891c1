import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Screen } from '../../src/bot/screen.ts';
import type { BuildingId, CardId, UnionId, UnitId } from '../../src/domain/ids.ts';
import { languages } from '../../src/domain/language.ts';
import { cardStatuses } from '../../src/domain/lifecycle.ts';
import {
  advanceDesk,
  type DeskEvent,
  type DeskState,
  deskDialogue,
} from '../../src/handlers/cards/desk-dialogue.ts';
import {
  cardScreen,
  listScreen,
  pickScreen,
  tailScreen,
  wordsScreen,
} from '../../src/handlers/cards/desk-view.ts';
import { cardAskScreen, myCardScreen } from '../../src/handlers/cards/view.ts';
import { confirmScreen, foundScreen, unitScreen } from '../../src/handlers/membership/change-view.ts';
import { advance, type ChangeEvent, ChangeState } from '../../src/handlers/membership/dialogue.ts';
import {
  leaveAskScreen,
  leftScreen,
  membershipScreen,
  restScreen,
} from '../../src/handlers/membership/view.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const translations = createTranslations('Asia/Shanghai');
const at = new Date('2026-11-23T02:00:00Z');
const dayOf = () => at;
const union = { id: 3 as UnionId, name: '金隅阳光楼宇工会联合会', nameEn: null };
const long = '字'.repeat(60);
const target = {
  building: 5 as BuildingId,
  union: union.id,
  buildingNamed: { name: '金隅大厦', nameEn: 'Jinyu Building' },
  unionNamed: { name: union.name, nameEn: null },
};

const text = fc.string({ unit: 'grapheme', maxLength: 80 });
const unit = fc.oneof(
  fc.record({ kind: fc.constant('listed' as const), unit: fc.constant(9 as UnitId), name: text }),
  fc.record({ kind: fc.constant('written' as const), name: text }),
  fc.constant({ kind: 'unsaid' as const }),
);

test('telling of a new workplace: whatever comes in whatever order, it stands at one of its steps', () => {
  const event: fc.Arbitrary<ChangeEvent> = fc.oneof(
    fc.constant({ type: 'placed' as const, target }),
    text.map((typed) => ({ type: 'narrowed' as const, typed })),
    fc.nat(20).map((page) => ({ type: 'paged' as const, page })),
    fc.boolean().map((within) => ({ type: 'typedTaken' as const, within })),
    fc.record({ type: fc.constant('unitGiven' as const), unit, within: fc.boolean() }),
    fc.constantFrom(
      { type: 'wentBack' as const, to: 'building' as const },
      { type: 'wentBack' as const, to: 'unit' as const },
    ),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      let state: ChangeState = { step: 'askBuilding' };
      for (const each of events) state = advance(state, each) ?? state;
      expect(ChangeState.safeParse(JSON.parse(JSON.stringify(state))).success).toBe(true);
      // Nothing is sent before both are known.
      if (state.step === 'confirm') expect([state.target, state.unit]).not.toContain(undefined);
    }),
    { numRuns: 100 },
  );
});

test('at the desk: whatever is tapped and typed, nobody is told or handed anything that wasn’t chosen and read', () => {
  const event: fc.Arbitrary<DeskEvent> = fc.oneof(
    fc.record({
      type: fc.constant('set' as const),
      card: fc.constantFrom(1 as CardId, 2 as CardId),
      on: fc.boolean(),
    }),
    fc
      .constantFrom<readonly CardId[]>([], [1 as CardId, 2 as CardId])
      .map((cards) => ({ type: 'setAll' as const, cards })),
    fc.nat(9).map((page) => ({ type: 'paged' as const, page })),
    fc.constant({ type: 'picked' as const }),
    text.map((words) => ({ type: 'worded' as const, words })),
    fc.constant({ type: 'tailed' as const, tail: '1234' }),
    fc.constant({ type: 'rewritten' as const }),
  );
  const begin = fc.constantFrom<DeskState>(
    { step: 'pick', union: union.id, chosen: [], page: 0 },
    { step: 'askTail', card: 7 as CardId },
  );
  fc.assert(
    fc.property(begin, fc.array(event, { maxLength: 12 }), (first, events) => {
      let state = first;
      const chosen = new Set<CardId>();
      for (const each of events) {
        state = advanceDesk(state, each) ?? state;
        if (each.type === 'set' && each.on) chosen.add(each.card);
        if (each.type === 'setAll') for (const card of each.cards) chosen.add(card);
      }
      expect(deskDialogue.State.safeParse(JSON.parse(JSON.stringify(state))).success).toBe(true);
      expect('union' in state).toBe('union' in first);
      if (state.step === 'confirmWords') {
        expect(state.chosen.length).toBeGreaterThan(0);
        for (const card of state.chosen) expect(chosen).toContain(card);
      }
    }),
    { numRuns: 100 },
  );
});

const counts = { requested: 12, ready: 1, issued: 0, lost: 0 };
const line = (id: number) => ({ id: id as CardId, maskedName: '李**', unit: long, requestedAt: at });
const list = { union, filter: 'requested', counts, cards: [1, 2, 3].map(line), page: 0, pages: 2 } as const;
const mine = { union, unit: long, resting: false, transfer: null };

test.each(languages)('every screen fits a phone, says something, and has a way on (%s)', (language) => {
  const t = translations[language];
  const asked = { kind: 'written' as const, name: long };
  const screens: Screen[] = [
    membershipScreen(null, dayOf, t),
    membershipScreen(mine, dayOf, t),
    membershipScreen({ ...mine, resting: true }, dayOf, t),
    membershipScreen(
      { ...mine, transfer: { application: 4 as never, union, dueOn: '2026-11-26' } },
      dayOf,
      t,
    ),
    restScreen(t),
    leaveAskScreen(at, t),
    leftScreen(union, null, t),
    leftScreen(union, target.building, t),
    foundScreen(long, [], t),
    foundScreen('金隅', [{ building: target.building, name: '金隅大厦', nameEn: null }], t),
    unitScreen(
      { step: 'askUnit', target, typed: '', page: 0 },
      { units: [], page: 0, pages: 1, total: 0 },
      t,
    ),
    unitScreen(
      { step: 'askUnit', target, typed: long, page: 1 },
      { units: [], page: 1, pages: 3, total: 0 },
      t,
    ),
    ...[true, false].map((within) => confirmScreen({ step: 'confirm', target, unit: asked, within }, t)),
    ...[null, ...cardStatuses].map((status) =>
      myCardScreen({ union, status, requestedAt: at, handOver: { zh: long, en: long }, tail: '1234' }, t),
    ),
    myCardScreen(null, t),
    cardAskScreen('lost', t),
    cardAskScreen('takeBack', t),
    listScreen(list, t),
    listScreen({ ...list, cards: [], counts: { ...counts, requested: 0 } }, t),
    pickScreen({ step: 'pick', union: union.id, chosen: [1 as CardId], page: 0 }, list, t),
    wordsScreen({ step: 'askWords', union: union.id, chosen: [1 as CardId] }, t),
    wordsScreen({ step: 'confirmWords', union: union.id, chosen: [1 as CardId], words: '<b>三层</b>' }, t),
    tailScreen({ step: 'askTail', card: 1 as CardId }, '李晓晨', t),
    tailScreen({ step: 'confirmTail', card: 1 as CardId, tail: '1234' }, '李晓晨', t),
    ...cardStatuses.map((status) =>
      cardScreen(
        {
          id: 1 as CardId,
          union,
          status,
          name: '李晓晨',
          unit: null,
          requestedAt: at,
          handOver: { zh: '三层', en: '3F' },
        },
        t,
      ),
    ),
  ];
  for (const { text: said, rows = [] } of screens) {
    expect([...said.markup].length).toBeLessThan(900);
    expect(said.markup).not.toContain('<b>三层');
    expect(rows.length).toBeGreaterThan(0);
    for (const button of rows.flat()) expect([...button.label].length).toBeLessThanOrEqual(48);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(4);
  }
});
