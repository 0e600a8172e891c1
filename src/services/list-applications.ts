import { waitingCount, waitingPage } from '../db/queries/applications.ts';
import type { Vault } from '../db/vault.ts';
import { readOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import { maskName } from '../domain/membership.ts';
import { dateIn } from '../domain/schedule.ts';
import type { Work } from '../domain/work.ts';

export interface WaitingPage {
  readonly waiting: readonly {
    readonly id: ApplicationId;
    /** `王**`: enough to find one again. */
    readonly maskedName: string;
    readonly building: Named;
    readonly dueOn: string;
    /** The promised day has passed. */
    readonly overdue: boolean;
  }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** What waits for the actor's decision, oldest first. Nobody's name leaves it whole. */
export type ListApplications = (work: Work, actor: Actor, page: number) => Promise<WaitingPage>;

const pageSize = 6;

export function createListApplications({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): ListApplications {
  return async (work, actor, page) => {
    const tx = readOf(work);
    const total = await waitingCount(tx, actor.scopes);
    const pages = Math.max(1, Math.ceil(total / pageSize));
    const shown = Math.min(page, pages - 1);
    const rows = await waitingPage(tx, actor.scopes, { limit: pageSize, offset: shown * pageSize });
    const today = dateIn(work.now, timeZone);
    return {
      waiting: rows.map(({ id, name, building, dueOn }) => ({
        id,
        maskedName: maskName(vault.open(name, 'applications.name')),
        building,
        dueOn,
        overdue: dueOn < today,
      })),
      total,
      page: shown,
      pages,
    };
  };
}
