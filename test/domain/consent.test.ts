import { getTableColumns } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { consents } from '../../src/db/schema.ts';
import { purposes } from '../../src/domain/consent.ts';

test('every purpose has a version, counted from one', () => {
  for (const version of Object.values(purposes)) {
    expect(Number.isInteger(version) && version >= 1 && version <= 32_767).toBe(true);
  }
});

test('what can be agreed to is what can be recorded', () => {
  expect(Object.keys(purposes).toSorted()).toEqual(getTableColumns(consents).purpose.enumValues.toSorted());
});
