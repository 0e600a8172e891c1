import { note } from '../../db/queries/audit.ts';
import { moveCard } from '../../db/queries/cards.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { deskMay } from '../../domain/card.ts';
import type { CardId } from '../../domain/ids.ts';
import type { CardStatus } from '../../domain/lifecycle.ts';
import type { Work } from '../../domain/work.ts';
import { findDeskCard } from './desk.ts';

/**
 * The bank has brought them: whoever asked for one of these hears where, when, and what to bring. One that isn't waited for
 * any more, or isn't this officer's, is left as it is.
 */
export type MarkCardsReady = (
  work: Work,
  actor: Actor,
  which: { readonly cards: readonly CardId[]; readonly handOver: string },
) => Promise<{ readonly ready: number; readonly passed: number }>;

export const markCardsReady: MarkCardsReady = async (work, actor, { cards, handOver }) => {
  const tx = await txOf(work);
  const by = actor.person;
  let ready = 0;
  // In one order, whoever marks them: two who mark the same ones don't wait for each other crosswise.
  for (const card of [...new Set(cards)].sort((a, b) => a - b)) {
    const found = await findDeskCard(work, actor, card, 'ready');
    if (!found || !deskMay(found.status, 'ready')) continue;
    const move = { card, from: found.status, to: 'ready', by, at: work.now } as const;
    if (!(await moveCard(tx, { ...move, handOver: { zh: handOver, en: handOver } }))) continue;
    ready += 1;
    await tellPeople(tx, {
      key: `cardReady:${card}:${work.now.getTime()}`,
      body: { kind: 'cardReady', card },
      to: [found.person],
      now: work.now,
    });
  }
  return { ready, passed: cards.length - ready };
};

type Issued =
  | { readonly type: 'issued' }
  | { readonly type: 'notYours' }
  /** It isn't lying ready: taken back, handed over by a colleague, or never made. */
  | { readonly type: 'notReady'; readonly status: CardStatus };

/** It is in her hands. Of the number only the last four digits are kept, to tell it from another. */
export type IssueCard = (
  work: Work,
  actor: Actor,
  which: { readonly card: CardId; readonly tail: string },
) => Promise<Issued>;

export function createIssueCard({ vault }: { readonly vault: Vault }): IssueCard {
  return async (work, actor, { card, tail }) => {
    const tx = await txOf(work);
    const found = await findDeskCard(work, actor, card, 'issue');
    if (!found) return { type: 'notYours' };
    if (!deskMay(found.status, 'issue')) return { type: 'notReady', status: found.status };
    const move = { card, from: found.status, to: 'issued', by: actor.person, at: work.now } as const;
    if (!(await moveCard(tx, { ...move, handOver: null, tail: vault.seal(tail, 'cards.tail') })))
      return { type: 'notReady', status: found.status };
    const subject = { subject: 'card', subjectId: card } as const;
    await note(tx, { at: work.now, actor: actor.person, action: 'card.issued', ...subject });
    return { type: 'issued' };
  };
}
