import { type QueueCounts, queueCounts, queuePage } from '../db/queries/review-queue.ts';
import type { Vault } from '../db/vault.ts';
import { readOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { ApplicationStatus } from '../domain/lifecycle.ts';
import { maskName } from '../domain/membership.ts';
import { claimedUntil, type QueueFilter } from '../domain/review.ts';
import { dateIn } from '../domain/schedule.ts';
import type { Work } from '../domain/work.ts';
import { claimOf } from './find-reviewable.ts';

export interface WaitingPage {
  readonly filter: QueueFilter;
  readonly waiting: readonly {
    readonly id: ApplicationId;
    /** `王**`: enough to find one again. */
    readonly maskedName: string;
    readonly building: Named;
    readonly status: ApplicationStatus;
    readonly dueOn: string;
    /** The promised day has passed. */
    readonly overdue: boolean;
    readonly flagged: boolean;
    /** On whose desk it is. */
    readonly desk: 'nobody' | 'mine' | 'colleague';
  }[];
  readonly counts: QueueCounts;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** What is open and the actor's to decide, narrowed down, oldest first. Nobody's name leaves it whole. */
export type ListApplications = (
  work: Work,
  actor: Actor,
  filter: QueueFilter,
  page: number,
) => Promise<WaitingPage>;

const pageSize = 6;

export function createListApplications({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): ListApplications {
  return async (work, actor, filter, page) => {
    const tx = readOf(work);
    const today = dateIn(work.now, timeZone);
    const looking = { actor, now: work.now, today };
    const counts = await queueCounts(tx, looking);
    const total = counts[filter];
    const pages = Math.max(1, Math.ceil(total / pageSize));
    const shown = Math.min(page, pages - 1);
    const rows = await queuePage(tx, looking, filter, { limit: pageSize, offset: shown * pageSize });
    return {
      filter,
      waiting: rows.map(({ id, status, name, building, dueOn, flagged, ...row }) => {
        const claim = claimOf(row);
        const held = claimedUntil(claim, work.now) !== null;
        return {
          id,
          status,
          maskedName: maskName(vault.open(name, 'applications.name')),
          building,
          dueOn,
          overdue: status !== 'needs_info' && dueOn < today,
          flagged,
          desk: !held ? 'nobody' : claim?.by === actor.person ? 'mine' : 'colleague',
        };
      }),
      counts,
      total,
      page: shown,
      pages,
    };
  };
}
