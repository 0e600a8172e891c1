import { movesOf, rolesEver, tasksOf } from '../../db/queries/outreach.ts';
import { proposalById } from '../../db/queries/proposals.ts';
import { unitsWished, wishCount } from '../../db/queries/wishes.ts';
import { openPlace, openUnit } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { seesDemand } from '../../domain/demand.ts';
import { signedFor, type Who } from '../../domain/history.ts';
import type { BuildingId, OutreachId, PersonId, ProposalId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { isSettled, type OutreachResult, type OutreachStatus } from '../../domain/outreach.ts';
import { fewest } from '../../domain/results.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import { type ProposedPlace, shownCount, type WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import type { ProposalRefusal } from './find-decidable.ts';
import { findDemand, type NotYours } from './find-demand.ts';
import { nameOf } from './read-wish.ts';

interface Line {
  readonly to: OutreachStatus;
  /** `2026-12-05`, or when it was taken on. */
  readonly on: string | Date;
  readonly by: Who;
  readonly words: string | null;
}

export interface BuildingDemand {
  readonly type: 'building';
  readonly building: BuildingId;
  readonly named: Named;
  /** Null: fewer than five. */
  readonly count: number | null;
  /** How many different units were named; null below five who named one. */
  readonly units: number | null;
  readonly covered: boolean;
  /** What somebody is at now; or the last, when that is settled. */
  readonly task: { readonly id: OutreachId; readonly status: OutreachStatus; readonly open: boolean } | null;
  /** Oldest first. */
  readonly history: readonly Line[];
}

export interface ProposalDemand extends ProposedPlace {
  readonly type: 'proposal';
  readonly proposal: ProposalId;
  readonly name: string;
  readonly street: (Named & { readonly id: StreetId }) | null;
  readonly count: number | null;
  readonly proposedAt: Date;
}

/** A colleague has decided not to list it, or nobody asks for it any more. */
type Settled = Extract<ProposalRefusal, { readonly type: 'settled' }>;

/** One demand in full, for whoever looks after its street: never who. */
export type OpenDemand = (
  work: Work,
  actor: Actor,
  place: WishPlace,
) => Promise<BuildingDemand | ProposalDemand | Settled | NotYours>;

export function createOpenDemand({ vault }: { readonly vault: Vault }): OpenDemand {
  return async (work, actor, asked) => {
    const settled = asked.kind === 'proposal' ? await findSettled(work, actor, asked.proposal) : undefined;
    if (settled) return settled;
    const outcome = await findDemand(work, actor, asked, 'see');
    if (outcome.type !== 'yours') return outcome;
    const { place, building, union } = outcome.found;
    if (place.kind === 'proposal') return openProposal(work, vault, place.proposal);
    const tx = await txOf(work);
    const [count, units, tasks, moves] = await Promise.all([
      wishCount(tx, place),
      unitsWished(tx, place),
      tasksOf(tx, place.building),
      movesOf(tx, place.building),
    ]);
    const roles = await rolesEver(tx, [...tasks.map(({ takenBy }) => takenBy), ...moves.map(({ by }) => by)]);
    const signed = (person: PersonId, name: Buffer | null) =>
      signedFor(actor, {
        person,
        scopes: roles.get(person) ?? [],
        name: () => name && vault.open(name, 'people.name'),
      });
    const [newest] = tasks;
    return {
      type: 'building',
      building: place.building,
      named: building ?? nameOf(null, vault),
      count: shownCount(count),
      units: unitCount(units, vault),
      covered: union !== null,
      task: newest ? { id: newest.id, status: newest.status, open: !isSettled(newest.status) } : null,
      history: tasks.toReversed().flatMap((task): Line[] => [
        { to: 'taken', on: task.takenAt, by: signed(task.takenBy, task.name), words: null },
        ...moves
          .filter((move) => move.task === task.id)
          .map(({ to, on, by, name, words }) => ({
            to: to satisfies OutreachResult,
            on,
            by: signed(by, name),
            words: words && vault.open(words, 'outreach_moves.words'),
          })),
      ]),
    };
  };
}

async function findSettled(work: Work, actor: Actor, id: ProposalId): Promise<Settled | undefined> {
  const found = await proposalById(await txOf(work), id);
  if (!found || found.status === 'open' || found.building !== null) return undefined;
  if (!seesDemand(actor, found.street)) return undefined;
  return { type: 'settled', status: found.status, building: null };
}

/** From how many units they come, not from which: a number, and only where it is of five people or more. */
function unitCount(sealed: readonly Buffer[], vault: Vault): number | null {
  if (sealed.length < fewest) return null;
  return new Set(sealed.map((unit) => normaliseName(openUnit(vault, unit).name))).size;
}

async function openProposal(
  work: Work,
  vault: Vault,
  proposal: ProposalId,
): Promise<ProposalDemand | NotYours> {
  const tx = await txOf(work);
  const found = await proposalById(tx, proposal);
  if (!found) return { type: 'notYours' };
  const { street, streetNamed } = found;
  return {
    type: 'proposal',
    proposal,
    name: vault.open(found.name, 'proposals.name'),
    ...openPlace(vault, found.place),
    street: street !== null && streetNamed ? { id: street, ...streetNamed } : null,
    count: shownCount(await wishCount(tx, { kind: 'proposal', proposal })),
    proposedAt: found.proposedAt,
  };
}
