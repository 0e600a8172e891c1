import type { Db, Tx } from '../../db/client.ts';
import { visitsAt } from '../../db/queries/stall-visits.ts';
import { type StallRow, stallById, waitingAt } from '../../db/queries/stalls.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import { type Actor, answersFor } from '../../domain/actor.ts';
import type { ApplicationId, StallId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { maskName } from '../../domain/membership.ts';
import { figuresOf, isOpenStall, type StallFigures } from '../../domain/stall.ts';
import { mayStand } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';
import { refuse } from './refuse.ts';

/** Somebody at the desk: of her name and phone what tells two apart who stand there. */
export interface AtDesk {
  readonly application: ApplicationId;
  readonly maskedName: string;
  readonly tail: string;
  readonly unit: string | null;
  readonly minutes: number;
  /** `asked`: it is her turn. `flagged`: she resembles somebody, which has to be looked at first. */
  readonly state: 'waiting' | 'flagged' | 'asked' | 'approved';
}

export interface StallFacts {
  readonly stall: StallId;
  readonly code: string;
  readonly place: string;
  /** For whom it is, from the widest to the narrowest that is known. */
  readonly of: Named;
  readonly unitName: string | null;
  /** Whom those at a union's stall join. */
  readonly union: UnionId | null;
  readonly openedAt: Date;
  readonly until: Date;
  /** Null while it is open. */
  readonly closedAt: Date | null;
  readonly desk: readonly AtDesk[];
  readonly figures: StallFigures;
}

/** A stall as those who stand at it see it; null for anybody else. */
export type ReadStall = (work: Work, actor: Actor, stall: StallId) => Promise<StallFacts | null>;

/** So many are shown at once: more don't fit on a phone. */
const deskAtMost = 8;

export function createReadStall({ vault }: { readonly vault: Vault }): ReadStall {
  return async (work, actor, stall) => {
    const facts = await stallFacts(readOf(work), { vault, actor, stall, now: work.now });
    if (!facts) await refuse(work, actor, 'see', stall);
    return facts;
  };
}

/** The same outside a turn: for the message that is kept up to date. */
export async function stallFacts(
  db: Db | Tx,
  {
    vault,
    actor,
    stall,
    now,
  }: { readonly vault: Vault; readonly actor: Actor; readonly stall: StallId; readonly now: Date },
): Promise<StallFacts | null> {
  const row = await stallById(db, stall);
  if (!row || !mayStand(actor, row)) return null;
  const open = isOpenStall(row, now);
  const here = open ? await waitingAt(db, { stall, reader: actor.person, limit: deskAtMost * 2 }) : [];
  return {
    ...describe(row, vault),
    closedAt: open ? null : (row.closedAt ?? row.until),
    desk: here
      // Nobody decides on her own, nor for another street.
      .filter((one) => one.person !== actor.person && answersFor(actor, one))
      .slice(0, deskAtMost)
      .map(({ id, name, phone, unit, submitted, status, flagged }) => ({
        application: id,
        maskedName: maskName(vault.open(name, 'applications.name')),
        tail: vault.open(phone, 'applications.phone').slice(-4),
        unit,
        minutes: Math.max(0, Math.floor((now.getTime() - new Date(submitted).getTime()) / 60_000)),
        state:
          status === 'approved'
            ? 'approved'
            : status === 'needs_info'
              ? 'asked'
              : flagged
                ? 'flagged'
                : 'waiting',
      })),
    figures: row.figures ?? figuresOf(await visitsAt(db, stall)),
  };
}

/** What can be said of a stall without looking at who came by. */
export function describe(row: StallRow, vault: Vault) {
  return {
    stall: row.id,
    code: row.code,
    place: vault.open(row.place, 'stalls.place'),
    of: row.buildingNamed ?? row.unionNamed ?? row.streetNamed,
    unitName: row.unitName,
    union: row.union,
    openedAt: row.openedAt,
    until: row.until,
  };
}
