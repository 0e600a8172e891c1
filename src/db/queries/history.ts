import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { HistoryChange, Source } from '../../domain/history.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { type ScopeColumns, scopeFrom } from './scopes.ts';

/** What has a history of its own. */
export interface HistoryOf {
  readonly kind: 'street' | 'union' | 'building';
  readonly id: number;
}

export interface ActRow {
  readonly at: Date;
  readonly source: Source;
  readonly actor: PersonId | null;
  /** Sealed under `people.name`. */
  readonly name: Buffer | null;
  readonly scopes: readonly Scope[];
  readonly changes: readonly HistoryChange[];
  readonly count: number;
}

const pageSize = 6;
/** Of one act. */
const mostChanges = 2;

/** A page of what was done to a card, the newest first; past the last page it is the last. */
export async function historyPage(
  tx: Tx,
  of: HistoryOf,
  page: number,
): Promise<{ readonly acts: readonly ActRow[]; readonly page: number; readonly pages: number }> {
  const shown = sql`select * from directory_changes where ${belongsTo(of)}`;
  const key = sql`import_id, source, actor_id, at`;
  const [counted] = await tx.execute<{ acts: number }>(
    sql`select count(*)::int as acts from (select 1 from (${shown}) c group by ${key}) acts`,
  );
  const pages = Math.max(1, Math.ceil((counted?.acts ?? 0) / pageSize));
  const at = Math.min(page, pages - 1);
  const rows = await tx.execute<{
    at: string;
    source: Source;
    actor: PersonId | null;
    count: number;
    name: string | null;
    scopes: ScopeColumns[];
    changes: HistoryChange[];
  }>(sql`
    with shown as (${shown}), acts as (
      select ${key}, count(*)::int as count, max(id) as last from shown group by ${key}
      order by last desc limit ${pageSize} offset ${at * pageSize}
    )
    select a.at, a.source, a.actor_id as actor, a.count, encode(p.name, 'base64') as name,
      coalesce((select json_agg(json_build_object('scope', r.scope, 'scopeId', r.scope_id))
        from staff_roles r where r.person_id = a.actor_id), '[]') as scopes,
      (select json_agg(${change} order by ${weight}, c.id) from (
        select * from shown c
        where c.import_id is not distinct from a.import_id and c.source = a.source
          and c.actor_id is not distinct from a.actor_id and c.at = a.at
        order by ${weight}, c.id limit ${mostChanges}
      ) c) as changes
    from acts a left join people p on p.id = a.actor_id
    order by a.last desc`);
  const acts = rows.map(({ name, scopes, at: when, ...act }) => ({
    ...act,
    at: new Date(when),
    name: name === null ? null : Buffer.from(name, 'base64'),
    scopes: scopes.map(scopeFrom),
  }));
  return { acts, page: at, pages };
}

function belongsTo({ kind, id }: HistoryOf): SQL {
  switch (kind) {
    case 'street':
      return sql`subject = 'street' and subject_id = ${id}`;
    case 'union':
      // A building that went elsewhere is put down under the union it went to.
      return sql`(union_id = ${id} or (subject = 'cover' and before ->> 'union_id' = ${String(id)}
        and building_id in (select building_id from union_buildings where union_id = ${id})))`;
    case 'building':
      // Of one that was listed twice, with the history of the other.
      return sql`building_id in (select ${id}::int union all select id from buildings where merged_into = ${id})`;
  }
}

/** What somebody looks for first. */
const weight = sql`case c.subject when 'building' then 0 when 'union' then 0 when 'street' then 0 when 'cover' then 1
  when 'station' then 2 when 'name' then 3 else 4 end`;

const called = (table: string, id: SQL) =>
  sql`(select json_build_object('name', n.name, 'nameEn', nullif(n.name_en, '')) from ${sql.identifier(table)} n where n.id = ${id})`;

/** A change with what it is about, as that is called now; what an import's undoing removed, as it was called. */
const change = sql`json_build_object(
  'subject', c.subject, 'action', c.action, 'before', c.before, 'after', c.after,
  'about', coalesce(case c.subject
    when 'unit' then (select json_build_object('name', n.name, 'nameEn', null) from units n where n.id = c.subject_id)
    when 'station' then (select n.place::json from warm_stations n where n.id = c.subject_id)
    when 'union' then ${called('unions', sql`c.subject_id`)}
    when 'street' then ${called('streets', sql`c.subject_id`)}
    else ${called('buildings', sql`c.building_id`)} end,
    case when c.action = 'removed' then json_build_object('name', coalesce(c.before ->> 'name', ''), 'nameEn', c.before ->> 'name_en') end),
  'from', case when c.subject = 'cover' then ${called('unions', sql`(c.before ->> 'union_id')::int`)} end,
  'to', case when c.subject = 'cover' then ${called('unions', sql`(c.after ->> 'union_id')::int`)}
    when c.action = 'merged' and c.subject = 'building'
      then ${called('buildings', sql`(c.after ->> 'merged_into')::int`)} end)`;
