import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import type { directoryChanges } from '../schema.ts';

/*
 * The directory as it was on a day, as parts of larger queries. What was there follows from the dates in the rows
 * themselves (founded, covered since, opened, closed). What it was like follows from the log of changes: a column was then
 * what the first change that took effect later says it was before.
 */

type Subject = (typeof directoryChanges.$inferSelect)['subject'];

interface Table {
  readonly subject: Subject;
  /** The columns that figures hang on, with their types. */
  readonly columns: Readonly<Record<string, 'int' | 'text' | 'boolean' | 'date' | 'jsonb'>>;
}

const tables = {
  unions: {
    subject: 'union',
    columns: { street_id: 'int', kind: 'text', founded_on: 'date', dissolved_on: 'date' },
  },
  buildings: {
    subject: 'building',
    columns: { street_id: 'int', name: 'text', address: 'jsonb', closed_on: 'date' },
  },
  units: {
    subject: 'unit',
    columns: {
      building_id: 'int',
      name: 'text',
      normalised: 'text',
      room: 'text',
      non_public: 'boolean',
      workers: 'int',
      opened_on: 'date',
      closed_on: 'date',
    },
  },
} as const satisfies Record<string, Table>;

/** A calendar day, and whether anything has changed since. */
export interface DirectoryDay {
  readonly day: string;
  /** False: all is as the rows have it, and nothing needs to be looked up in the log. */
  readonly changedSince: boolean;
}

export async function directoryOn(tx: Tx, day: string): Promise<DirectoryDay> {
  const subjects = Object.values(tables).map(({ subject }) => sql`${subject}`);
  const [row] = await tx.execute<{ changed: boolean }>(sql`
    select exists (
      select from directory_changes
      where effective_on > ${day}::date and before is not null and subject in (${sql.join(subjects, sql`, `)})
    ) as changed`);
  return { day, changedSince: row?.changed ?? false };
}

/**
 * Rows of a table as they were, with `id` and the columns that figures hang on.
 *
 * @param among a query of ids, if only these are wanted: a street's rows needn't read the district's
 */
export function asOf(name: keyof typeof tables, { day, changedSince }: DirectoryDay, among?: SQL): SQL {
  const { subject, columns }: Table = tables[name];
  const names = Object.keys(columns);
  const table = sql.identifier(name);
  const where = among ? sql`where id in ${among}` : sql``;
  if (!changedSince)
    return sql`(select id, ${list(names.map((column) => sql.identifier(column)))} from ${table} ${where})`;
  const was = Object.entries(columns).map(([column, type]) => {
    const old =
      type === 'jsonb'
        ? sql`was -> ${sql.raw(`'${column}'`)}`
        : sql`(was ->> ${sql.raw(`'${column}'`)})::${sql.raw(type)}`;
    return sql`case when was ? ${sql.raw(`'${column}'`)} then ${old} else ${sql.identifier(column)} end as ${sql.identifier(column)}`;
  });
  return sql`(
    select id, ${list(was)}
    from ${table} left join (
      select subject_id, jsonb_object_agg(key, value) as was
      from (
        select distinct on (subject_id, key) subject_id, key, value
        from directory_changes cross join jsonb_each(before)
        where subject = ${subject} and effective_on > ${day}::date and before is not null
          ${among ? sql`and subject_id in ${among}` : sql``}
          and key in (${list(names.map((column) => sql`${column}`))})
        order by subject_id, key, effective_on, directory_changes.id
      ) firsts
      group by subject_id
    ) changed on changed.subject_id = ${table}.id
    ${where}
  )`;
}

/** Building unions that there were: founded, and not yet dissolved. A street's federation is none. */
export function unionsOn(on: DirectoryDay): SQL {
  return sql`(
    select id as union_id, street_id from ${asOf('unions', on)} u
    where kind <> 'street' and ${within(sql`founded_on`, sql`dissolved_on`, on.day)}
  )`;
}

/** Units that had opened, and not yet closed. */
export function unitsOn(on: DirectoryDay, among?: SQL): SQL {
  return sql`(select * from ${asOf('units', on, among)} u where ${within(sql`opened_on`, sql`closed_on`, on.day)})`;
}

/** Ids of the units that may have been in these buildings: they are now, or the log has them move out since. */
export function unitsEverIn(buildings: readonly number[], { day, changedSince }: DirectoryDay): SQL {
  const ids = sql`${`{${buildings.join(',')}}`}::int[]`;
  const movedOut = sql`union select subject_id from directory_changes
    where subject = 'unit' and effective_on > ${day}::date and before ? 'building_id'
      and (before ->> 'building_id')::int = any(${ids})`;
  return sql`(select id from units where building_id = any(${ids}) ${changedSince ? movedOut : sql``})`;
}

/** Buildings that stood. */
export function buildingsOn(on: DirectoryDay): SQL {
  return sql`(
    select * from ${asOf('buildings', on)} b where closed_on is null or closed_on > ${on.day}::date
  )`;
}

/** A period runs from its first day up to, but not including, the day it ended on. */
export function within(from: SQL, to: SQL, day: string): SQL {
  return sql`${from} <= ${day}::date and (${to} is null or ${to} > ${day}::date)`;
}

function list(parts: readonly (SQL | ReturnType<typeof sql.identifier>)[]): SQL {
  return sql.join([...parts], sql`, `);
}
