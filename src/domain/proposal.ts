import { z } from 'zod';
import { RejectionWords, rejectionWordsMax } from './membership.ts';

/*
 * A building that we don't know, told of by somebody who works in it, until the street has looked into it.
 */

/** One decision, by one person, for good. Withdrawn is one that nobody wishes for any more. */
export type ProposalStatus = 'open' | 'accepted' | 'merged' | 'declined' | 'withdrawn';

/** Why a building wasn't listed: a template, or the officer's own words. */
export const declineReasons = ['notFound', 'elsewhere', 'noOffices', 'other'] as const;
export const Decline = z.object({
  reason: z.enum(declineReasons),
  /** Only with `other`. */
  words: z.string().optional(),
});
export type Decline = z.infer<typeof Decline>;

/** What an officer writes to those who told us of a building. */
export const DeclineWords = RejectionWords;
export const declineWordsMax = rejectionWordsMax;
