import type { Tx } from '../../db/client.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { staffOfStreet } from '../../db/queries/proposals.ts';
import type { StreetId } from '../../domain/ids.ts';
import { stepReached, type WishPlace } from '../../domain/wish.ts';

interface Grown {
  readonly place: WishPlace;
  readonly street: StreetId | null;
  readonly before: number;
  readonly after: number;
  readonly now: Date;
}

/** Tells the street when a demand has reached a step (5, 10, 20 …): each step once for a place, whatever comes and goes. */
export async function tellOfDemand(tx: Tx, { place, street, before, after, now }: Grown): Promise<void> {
  const step = stepReached(before, after);
  if (step === null) return;
  const key = place.kind === 'building' ? `b${place.building}` : `p${place.proposal}`;
  await tellPeople(tx, {
    key: `demand:${key}:${step}`,
    body: {
      kind: 'demandGrew',
      building: place.kind === 'building' ? place.building : null,
      proposal: place.kind === 'proposal' ? place.proposal : null,
      step,
    },
    to: await staffOfStreet(tx, street),
    now,
  });
}
