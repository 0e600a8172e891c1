import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { findDrift } from '../../src/db/drift.ts';
import { migrationsFolder } from '../../src/db/migrate.ts';
import * as schema from '../../src/db/schema.ts';

test('the migrations bring a database to what the schema says', async () => {
  expect(await findDrift(schema, migrationsFolder)).toEqual([]);
});

test('a table that no migration makes is named', async () => {
  const kites = pgTable('kites', { id: integer('id').primaryKey() });
  expect(await findDrift({ ...schema, kites }, migrationsFolder)).toContain('public.kites');
});

test('a table changed after its migration is named', async () => {
  const streets = pgTable('streets', { code: text('code').primaryKey() });
  expect(await findDrift({ ...schema, streets }, migrationsFolder)).toContain('public.streets');
});
