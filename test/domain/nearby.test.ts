import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compass, directionTo, nearestOf, roundedMetres } from '../../src/domain/nearby.ts';
import { districtReachMetres, metresBetween, Spot } from '../../src/domain/wish.ts';

const jinyu = { latitude: 39.8993, longitude: 116.3662 };
const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const spots = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('metres', () => {
  test.each([
    ['the same door', jinyu, jinyu, 0],
    ['a thousandth of a degree north', jinyu, at(39.9003, 116.3662), 111],
    ['and east, where degrees are narrower', jinyu, at(39.8993, 116.3672), 85],
    ['across the date line', at(0, 179.9995), at(0, -179.9995), 111],
    ['over the pole', at(89.9995, 0), at(89.9995, 180), 111],
    ['the other end of the world', at(90, 0), at(-90, 77), 20_015_087],
  ])('%s', (_where, one, other, metres) => {
    expect(metresBetween(one, other)).toBeCloseTo(metres, -1);
    expect(metresBetween(other, one)).toBeCloseTo(metres, -1);
  });

  test('are never negative, nor more than half way round', () => {
    fc.assert(
      fc.property(spots, spots, (one, other) => {
        const metres = metresBetween(one, other);
        expect(metres).toBeGreaterThanOrEqual(0);
        expect(metres).toBeLessThanOrEqual(20_015_115);
      }),
    );
  });
});

test.each([
  [91, 0],
  [-90.1, 0],
  [0, 180.5],
  [0, -181],
  [Number.NaN, 0],
  [0, Number.POSITIVE_INFINITY],
])('a spot outside the world is none: %s, %s', (latitude, longitude) => {
  expect(Spot.safeParse({ latitude, longitude }).success).toBe(false);
});

describe('which way to look', () => {
  test.each([
    ['n', at(39.9093, 116.3662)],
    ['ne', at(39.9063, 116.3753)],
    ['e', at(39.8993, 116.3762)],
    ['se', at(39.8923, 116.3753)],
    ['s', at(39.8893, 116.3662)],
    ['sw', at(39.8923, 116.3571)],
    ['w', at(39.8993, 116.3562)],
    ['nw', at(39.9063, 116.3571)],
  ])('%s', (direction, to) => {
    expect(directionTo(jinyu, to)).toBe(direction);
  });

  test('nowhere, at its door', () => {
    expect(directionTo(jinyu, at(39.89935, 116.3662))).toBeNull();
  });

  test('the shorter way across the date line', () => {
    expect(directionTo(at(0, 179.99), at(0, -179.99))).toBe('e');
    expect(directionTo(at(0, -179.99), at(0, 179.99))).toBe('w');
  });

  test('always one of eight, or none', () => {
    fc.assert(
      fc.property(spots, spots, (one, other) => {
        expect([...compass, null]).toContain(directionTo(one, other));
      }),
    );
  });
});

test.each([
  [0, 10],
  [4, 10],
  [14, 10],
  [88, 90],
  [994, 990],
  [996, 1_000],
  [1_249, 1_200],
  [2_951, 3_000],
])('%s m are said as %s', (metres, said) => {
  expect(roundedMetres(metres)).toBe(said);
});

test('the nearest come first, so many as are asked for, and none out of reach', () => {
  fc.assert(
    fc.property(fc.array(spots), spots, fc.integer({ min: 1, max: 6 }), (places, from, most) => {
      const found = nearestOf(from, places, most);
      const expected = places
        .map((place) => metresBetween(from, place))
        .filter((metres) => metres <= districtReachMetres)
        .sort((one, other) => one - other)
        .slice(0, most);
      expect(found.map(({ metres }) => metres)).toEqual(expected);
    }),
  );
});
