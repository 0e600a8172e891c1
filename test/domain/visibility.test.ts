import { expect, test } from 'vitest';
import { type Confidants, mayKnow } from '../../src/domain/visibility.ts';

const nobody = { answersForUnion: false, officerOfUnit: false };
const reviewer = { answersForUnion: true, officerOfUnit: false };
const unitOfficer = { answersForUnion: false, officerOfUnit: true };

test.each([
  ['application', 'union', reviewer, true],
  ['application', 'unitOfficers', reviewer, true],
  // Whatever she allows, nobody at her unit hears of it before she is a member.
  ['application', 'union', unitOfficer, false],
  ['application', 'unitOfficers', unitOfficer, false],
  ['membership', 'union', unitOfficer, false],
  ['membership', 'unitOfficers', unitOfficer, true],
  ['membership', 'unitOfficers', nobody, false],
  ['membership', 'union', reviewer, true],
  ['application', 'unitOfficers', nobody, false],
] as const satisfies readonly (readonly [
  'application' | 'membership',
  Confidants,
  typeof nobody,
  boolean,
])[])('%s open to %s, asked by %o: %s', (what, visibleTo, who, known) => {
  expect(mayKnow(what, who, visibleTo)).toBe(known);
});
