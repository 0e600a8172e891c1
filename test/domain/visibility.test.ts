import { expect, test } from 'vitest';
import type { UnitId } from '../../src/domain/ids.ts';
import { type Confidants, isKeptFrom } from '../../src/domain/visibility.ts';

const [hers, another] = [4, 5] as UnitId[] as [UnitId, UnitId];

test.each([
  ['an officer who works elsewhere', another, hers, 'union', false],
  ['an officer of whom no unit is known', null, hers, 'union', false],
  ['an officer in her own unit', hers, hers, 'union', true],
  ['an officer in her own unit, when she allowed it', hers, hers, 'unitOfficers', false],
  ['anybody, when she said no unit', hers, null, 'union', false],
  ['anybody, when nothing is known', null, null, 'union', false],
] as const satisfies readonly (readonly [string, UnitId | null, UnitId | null, Confidants, boolean])[])(
  '%s',
  (_who, ownUnit, unit, visibleTo, kept) => {
    expect(isKeptFrom(ownUnit, { unit, visibleTo })).toBe(kept);
  },
);
