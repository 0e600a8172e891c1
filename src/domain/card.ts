import { z } from 'zod';
import { type CardStatus, cardLifecycle, mayMove } from './lifecycle.ts';

/*
 * The mutual-aid service card (工会会员互助服务卡): asked for in the chat, made by a bank that visits, handed over in person.
 */

/** What its holder may do herself, and what becomes of the card by it. */
export const holderMoves = { request: 'requested', lost: 'lost', takeBack: 'cancelled' } as const;
export type HolderMove = keyof typeof holderMoves;

/** What the union's staff may do. */
const deskMoves = { ready: 'ready', issue: 'issued' } as const;
type DeskMove = keyof typeof deskMoves;

/**
 * Whether its holder may. Taking a request back is for before the card is in her hands: an issued one ends with her
 * membership, or is reported lost.
 *
 * @param status null: she never had one
 */
export function holderMay(status: CardStatus | null, move: HolderMove): boolean {
  if (status === null) return move === 'request';
  if (move === 'takeBack' && status !== 'requested' && status !== 'ready') return false;
  return mayMove(cardLifecycle, status, holderMoves[move]);
}

export function deskMay(status: CardStatus, move: DeskMove): boolean {
  return mayMove(cardLifecycle, status, deskMoves[move]);
}

/** The last four digits, however they are typed. */
export const CardTail = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/[\s*＊·-]/gu, ''))
  .pipe(z.string().regex(/^\d{4}$/u));

export const handOverMax = 200;

/** Where and when it is handed over, and what to bring: a sentence or two. */
export const HandOver = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[^\P{C}\n]/gu, '')
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(4)
      .max(handOverMax)
      .regex(/[\p{L}\p{N}]/u),
  );

/** What the list and the desk show, in this order. */
export const deskFilters = ['requested', 'ready', 'issued', 'lost'] as const;
export type DeskFilter = (typeof deskFilters)[number];

/** Made ready with one message: more than these are nobody's evening. */
export const readyAtOnce = 200;
