import type { Db } from '../../db/client.ts';
import { unionNamed } from '../../db/queries/notices.ts';
import { proposalById } from '../../db/queries/proposals.ts';
import { type PlaceNow, placeNow } from '../../db/queries/wishes.ts';
import { openDecline } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { BuildingId, ProposalId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import type { Decline } from '../../domain/proposal.ts';
import type { WishPlace } from '../../domain/wish.ts';

/** What notices about buildings without a union are about. */
export type WishContent =
  | {
      readonly kind: 'unionCame';
      readonly building: Named & { readonly id: BuildingId };
      readonly union: Named;
    }
  | {
      readonly kind: 'demandGrew';
      readonly place: WishPlace;
      readonly named: Named;
      readonly step: number;
    }
  | {
      readonly kind: 'proposalWaiting';
      readonly proposal: ProposalId;
      readonly name: string;
      readonly street: Named | null;
    }
  | { readonly kind: 'proposalDeclined'; readonly name: string; readonly decline: Decline };

export type WishBody = Extract<NoticeBody, { readonly kind: WishContent['kind'] }>;

const kinds: readonly string[] = ['unionCame', 'demandGrew', 'proposalWaiting', 'proposalDeclined'];

export function isAboutWishes(body: NoticeBody): body is WishBody {
  return kinds.includes(body.kind);
}

/** @returns null when it isn't so any more: the union has gone again, the street has decided */
export async function loadWishContent(db: Db, body: WishBody, vault: Vault): Promise<WishContent | null> {
  switch (body.kind) {
    case 'unionCame': {
      const now = await placeNow(db, { kind: 'building', building: BuildingId.parse(body.building) });
      const union = now?.union ? await unionNamed(db, now.union) : undefined;
      if (!now?.building || !union || now.place.kind !== 'building') return null;
      return { kind: body.kind, building: { id: now.place.building, ...now.building }, union };
    }
    case 'demandGrew': {
      const now = await placeNow(db, placeOf(body));
      if (!now || now.union !== null) return null;
      return { kind: body.kind, place: now.place, named: nameOf(now, vault), step: body.step };
    }
    case 'proposalWaiting':
    case 'proposalDeclined': {
      const proposal = ProposalId.parse(body.proposal);
      const found = await proposalById(db, proposal);
      if (!found) return null;
      const name = vault.open(found.name, 'proposals.name');
      if (body.kind === 'proposalWaiting')
        return found.status === 'open'
          ? { kind: body.kind, proposal, name, street: found.streetNamed }
          : null;
      return found.decline && { kind: body.kind, name, decline: openDecline(vault, found.decline) };
    }
  }
}

function placeOf({ building, proposal }: Extract<WishBody, { kind: 'demandGrew' }>): WishPlace {
  return building === null
    ? { kind: 'proposal', proposal: ProposalId.parse(proposal) }
    : { kind: 'building', building: BuildingId.parse(building) };
}

function nameOf({ building, proposed }: PlaceNow, vault: Vault): Named {
  return building ?? { name: proposed ? vault.open(proposed, 'proposals.name') : '', nameEn: null };
}
