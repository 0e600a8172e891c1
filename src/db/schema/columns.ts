import { customType, integer, jsonb, timestamp } from 'drizzle-orm/pg-core';
import type { Words } from '../../domain/language.ts';

export const sealed = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
/** A hash that things are found by; its name ends in `_index` (keyed, of the sealed column beside it) or `_hash`. */
export const digest = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
/** What people read, in the languages there are. */
export const words = (name: string) => jsonb(name).$type<Words>();
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const identity = <T extends number>(name = 'id') =>
  integer(name).generatedAlwaysAsIdentity().primaryKey().$type<T>();
