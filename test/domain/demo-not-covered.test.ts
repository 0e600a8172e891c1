import { expect, test } from 'vitest';
import { demoDistrict } from '../../src/db/demo/index.ts';
import { notCovered } from '../../src/db/demo/not-covered.ts';

/* Buildings of the demonstration that no union covers: beside the published figures, and in none of them. */

const { buildings, streets, unions } = demoDistrict();

test('they are no building that a union covers, by code, name, alias or spot', () => {
  const covered = new Set(
    buildings.flatMap(({ code, name, aliases, address, at }) => [
      code,
      name,
      ...aliases,
      address.zh,
      `${at.latitude} ${at.longitude}`,
    ]),
  );
  const own = notCovered.flatMap(({ code, name, nameEn, aliases, address, at }) => [
    code,
    name,
    nameEn,
    ...aliases,
    address.zh,
    `${at.latitude} ${at.longitude}`,
  ]);
  expect(own.filter((each) => covered.has(each))).toEqual([]);
  expect(new Set(own).size).toBe(own.length);
  expect(notCovered.filter(({ code }) => unions.some((union) => union.code === code))).toEqual([]);
});

test('their codes are as the others', () => {
  expect(notCovered.filter(({ code }) => !/^([a-hjkmnp-z][2-9]){2}[a-hjkmnp-z]$/u.test(code))).toEqual([]);
});

test('they stand in streets of the district, near its other buildings', () => {
  for (const { name, street, at } of notCovered) {
    expect(
      streets.some(({ code }) => code === street),
      name,
    ).toBe(true);
    for (const neighbour of buildings.filter((other) => other.street === street)) {
      expect(Math.abs(neighbour.at.latitude - at.latitude), name).toBeLessThan(0.025);
      expect(Math.abs(neighbour.at.longitude - at.longitude), name).toBeLessThan(0.025);
    }
  }
});

test('one lacks a single wish to be shown, one is hidden, others are not', () => {
  const wishes = notCovered.map((building) => building.wishes);
  expect(wishes).toContain(4);
  expect(wishes.filter((n) => n >= 5).length).toBeGreaterThan(1);
});
