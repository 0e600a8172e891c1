import { date, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { ImportId } from '../../domain/ids.ts';
import { type RollFault, rollActions } from '../../domain/roll/decision.ts';

import { digest, sealed } from './columns.ts';
import { imports } from './directory-log.ts';
import { personRef, unionRef, unitRef } from './references.ts';

/** Whom a member roll would bring, row by row, until it is decided. */
export const rollRows = pgTable(
  'roll_rows',
  {
    import: integer('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' })
      .$type<ImportId>(),
    n: integer('n').notNull(),
    action: text('action', { enum: rollActions }).notNull(),
    sheet: smallint('sheet').notNull(),
    row: integer('row').notNull(),
    name: sealed('name'),
    phone: sealed('phone'),
    phoneIndex: digest('phone_index'),
    /** Keyed, of her name in her unit: two rows with the same may be one person. */
    namesakeHash: digest('namesake_hash'),
    union: unionRef('union_id'),
    unit: unitRef('unit_id'),
    since: date('since'),
    tail: sealed('tail'),
    /** Who may be the same, of those we know. */
    twin: personRef('twin_person_id'),
    /** An earlier row of the file that may be. */
    twinRow: integer('twin_row'),
    why: text('why', { enum: ['phone', 'unitName'] }),
    faults: jsonb('faults').$type<readonly RollFault[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.import, table.n] }),
    index('roll_rows_phone').on(table.phoneIndex),
  ],
);
