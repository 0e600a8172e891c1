import type { Db } from '../../db/client.ts';
import { cardById } from '../../db/queries/cards.ts';
import { goneMember } from '../../db/queries/memberships.ts';
import { unionNamed } from '../../db/queries/notices.ts';
import { placeOfCheck } from '../../db/queries/workplace-checks.ts';
import type { Vault } from '../../db/vault.ts';
import { CardId, CheckId, MembershipId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import { maskName } from '../../domain/membership.ts';
import type { NoticeBody } from '../../domain/notice.ts';

/** What notices about a membership after it began, and about service cards, are about. */
export type MembershipContent =
  | { readonly kind: 'membershipMoved'; readonly union: Named; readonly dissolved: boolean }
  | { readonly kind: 'transferDone'; readonly union: Named }
  | {
      readonly kind: 'memberGone';
      readonly union: Named;
      /** Null once she erased herself. */
      readonly maskedName: string | null;
      /** Where she went; null when she left. */
      readonly to: Named | null;
      readonly card: boolean;
    }
  | {
      readonly kind: 'stillThere';
      readonly check: CheckId;
      readonly building: Named | null;
      readonly union: Named;
    }
  | { readonly kind: 'cardReady'; readonly union: Named; readonly handOver: Words };

type MembershipBody = Extract<NoticeBody, { readonly kind: MembershipContent['kind'] }>;

const kinds: readonly string[] = [
  'membershipMoved',
  'transferDone',
  'memberGone',
  'stillThere',
  'cardReady',
] satisfies readonly MembershipContent['kind'][];

export function isAboutMembership(body: NoticeBody): body is MembershipBody {
  return kinds.includes(body.kind);
}

/** @returns null when it isn't so any more: answered, fetched, or taken back */
export async function loadMembershipContent(
  db: Db,
  body: MembershipBody,
  vault: Vault,
): Promise<MembershipContent | null> {
  if (body.kind === 'stillThere') {
    const check = CheckId.parse(body.check);
    const place = await placeOfCheck(db, check);
    return place && { kind: body.kind, check, ...place };
  }
  if (body.kind === 'cardReady') {
    const card = await cardById(db, CardId.parse(body.card));
    if (card?.status !== 'ready' || !card.handOver) return null;
    return { kind: body.kind, union: card.union, handOver: card.handOver };
  }
  const union = await unionNamed(db, UnionId.parse(body.union));
  if (!union) return null;
  switch (body.kind) {
    case 'membershipMoved':
      return { kind: body.kind, union, dissolved: body.dissolved ?? false };
    case 'transferDone':
      return { kind: body.kind, union };
    case 'memberGone': {
      const gone = await goneMember(db, MembershipId.parse(body.membership));
      if (!gone) return null;
      const maskedName = gone.name && maskName(vault.open(gone.name, 'people.name'));
      return { kind: body.kind, union, maskedName, to: gone.to, card: body.card };
    }
  }
}
