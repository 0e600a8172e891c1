import { describe, expect, test } from 'vitest';
import {
  type Actor,
  answersFor,
  isStaff,
  mayGrant,
  mayGrantSome,
  type Scope,
} from '../../src/domain/actor.ts';
import type { PersonId, StreetId, UnionId } from '../../src/domain/ids.ts';

const [jinrong, chunshu] = [1 as StreetId, 2 as StreetId];
const [sunlight, chunshuJoint] = [11 as UnionId, 12 as UnionId];
const places = {
  sunlight: { union: sunlight, street: jinrong },
  chunshuJoint: { union: chunshuJoint, street: chunshu },
};
const someone = (...scopes: Scope[]): Actor => ({ person: 1 as PersonId, scopes });

const cast = {
  worker: someone(),
  officer: someone({ kind: 'union', union: sunlight }),
  reviewer: someone({ kind: 'street', street: jinrong }),
  district: someone({ kind: 'district' }),
  both: someone({ kind: 'union', union: sunlight }, { kind: 'street', street: chunshu }),
};

test.each([
  ['worker', []],
  ['officer', ['sunlight']],
  ['reviewer', ['sunlight']],
  ['district', ['sunlight', 'chunshuJoint']],
  ['both', ['sunlight', 'chunshuJoint']],
] as const)('the %s answers for %j', (who, unions) => {
  const keys = ['sunlight', 'chunshuJoint'] as const;
  expect(keys.filter((key) => answersFor(cast[who], places[key]))).toEqual(unions);
});

test('staff is who holds a role', () => {
  expect(Object.values(cast).map(isStaff)).toEqual([false, true, true, true, true]);
});

describe('granting', () => {
  const roles: Record<string, [Scope, (typeof places)['sunlight'] | null]> = {
    district: [{ kind: 'district' }, null],
    jinrong: [{ kind: 'street', street: jinrong }, null],
    chunshu: [{ kind: 'street', street: chunshu }, null],
    sunlight: [{ kind: 'union', union: sunlight }, places.sunlight],
    chunshuJoint: [{ kind: 'union', union: chunshuJoint }, places.chunshuJoint],
  };
  test.each([
    ['worker', []],
    ['officer', []],
    ['reviewer', ['jinrong', 'sunlight']],
    ['district', ['district', 'jinrong', 'chunshu', 'sunlight', 'chunshuJoint']],
    ['both', ['chunshu', 'chunshuJoint']],
  ] as const)('the %s may give %j', (who, given) => {
    const may = Object.entries(roles).filter(([, [role, place]]) => mayGrant(cast[who], role, place));
    expect(may.map(([key]) => key)).toEqual(given);
    expect(mayGrantSome(cast[who])).toBe(given.length > 0);
  });

  test('a union’s role needs the union’s own place: another’s doesn’t serve', () => {
    expect(mayGrant(cast.reviewer, { kind: 'union', union: chunshuJoint }, places.sunlight)).toBe(false);
    expect(mayGrant(cast.reviewer, { kind: 'union', union: sunlight }, null)).toBe(false);
  });
});
