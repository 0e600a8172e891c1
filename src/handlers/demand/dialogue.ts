import { z } from 'zod';
import { BuildingId, OutreachId, ProposalId, StreetId } from '../../domain/ids.ts';
import { outreachResults, outreachStatuses } from '../../domain/outreach.ts';
import { BuildingName, Spot, WrittenAddress } from '../../domain/wish.ts';

/* What a street's staff are in the middle of: deciding on a building we were told of, or noting how a visit went. */

const Named = z.object({ name: z.string(), nameEn: z.string().nullable() });

/** A building about to be listed: what is missing is asked for. */
const Draft = z.object({
  name: z.string(),
  address: z.string().nullable(),
  street: Named.extend({ id: StreetId }).nullable(),
  at: Spot.nullable(),
});
export type Draft = z.infer<typeof Draft>;

const proposal = ProposalId;
export const ListingState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('askName'), proposal, draft: Draft }),
  z.object({ step: z.literal('askAddress'), proposal, draft: Draft }),
  z.object({ step: z.literal('askStreet'), proposal, draft: Draft }),
  z.object({ step: z.literal('askAt'), proposal, draft: Draft }),
  z.object({ step: z.literal('review'), proposal, draft: Draft }),
  /** It is a building we know: which one? */
  z.object({ step: z.literal('askWhich'), proposal, name: z.string() }),
  /** Not listing it, in one's own words: they are written, read once more, and sent. */
  z.object({ step: z.literal('askWords'), proposal }),
  z.object({ step: z.literal('confirmWords'), proposal, words: z.string() }),
]);
export type ListingState = z.infer<typeof ListingState>;
type Listing = Extract<ListingState, { draft: Draft }>;

export const listingDialogue = { kind: 'listing', State: ListingState };

export type ListingField = 'name' | 'address' | 'street' | 'at';
const stepOf = {
  name: 'askName',
  address: 'askAddress',
  street: 'askStreet',
  at: 'askAt',
} as const satisfies Record<ListingField, Listing['step']>;

/** To the first thing that is missing, or to the review. */
export function nextStep(id: ProposalId, draft: Draft): ListingState {
  const missing = (['address', 'street', 'at'] as const).find((field) => draft[field] === null);
  return { step: missing ? stepOf[missing] : 'review', proposal: id, draft };
}

export function edit({ proposal: id, draft }: Listing, field: ListingField): ListingState {
  return { step: stepOf[field], proposal: id, draft };
}

export type ListingEvent =
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'addressed'; readonly address: string }
  | { readonly type: 'streetPicked'; readonly street: NonNullable<Draft['street']> }
  | { readonly type: 'located'; readonly at: Spot };

/** The state an answer leads to; null when it doesn't belong to this step. */
export function advance(state: ListingState, event: ListingEvent): ListingState | null {
  if (!('draft' in state)) return null;
  const { step, proposal: id, draft } = state;
  switch (event.type) {
    case 'named':
      return step === 'askName' ? nextStep(id, { ...draft, name: event.name }) : null;
    case 'addressed':
      return step === 'askAddress' ? nextStep(id, { ...draft, address: event.address }) : null;
    case 'streetPicked':
      return step === 'askStreet' ? nextStep(id, { ...draft, street: event.street }) : null;
    case 'located':
      return step === 'askAt' ? nextStep(id, { ...draft, at: event.at }) : null;
  }
}

/** “39.9123, 116.3571”: latitude first, in full-width signs as well. */
export function readSpot(text: string): Spot | null {
  const [latitude, longitude, ...more] = text
    .normalize('NFKC')
    .replace(/[，、]/gu, ',')
    .split(/[,\s]+/u)
    .filter((part) => part !== '');
  const isNumber = (part: string | undefined) => part !== undefined && /^-?\d{1,3}(\.\d{1,10})?$/u.test(part);
  if (!isNumber(latitude) || !isNumber(longitude) || more.length > 0) return null;
  return Spot.safeParse({ latitude: Number(latitude), longitude: Number(longitude) }).data ?? null;
}

/** What a line of text says at a step; null when it is not what the step asks for. */
export function readText(state: ListingState, text: string): ListingEvent | null {
  switch (state.step) {
    case 'askName': {
      const name = BuildingName.safeParse(text);
      return name.success ? { type: 'named', name: name.data } : null;
    }
    case 'askAddress': {
      const address = WrittenAddress.safeParse(text);
      return address.success ? { type: 'addressed', address: address.data } : null;
    }
    case 'askAt': {
      const at = readSpot(text);
      return at && { type: 'located', at };
    }
    default:
      return null;
  }
}

// ── How a visit went ─────────────────────────────────────────────────────────────────────────────────────────────────

export const OutreachState = z.object({
  step: z.enum(['askWords', 'confirmWords']),
  task: OutreachId,
  building: BuildingId,
  named: Named,
  from: z.enum(outreachStatuses),
  to: z.enum(outreachResults),
  /** `2026-12-05` */
  on: z.iso.date(),
  words: z.string().nullable(),
});
export type OutreachState = z.infer<typeof OutreachState>;

export const outreachDialogue = { kind: 'outreach', State: OutreachState };
