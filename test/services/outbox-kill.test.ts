import { afterAll, describe, expect, test } from 'vitest';
import { people } from '../../bench/support/people.ts';
import { answersLost, killed, networkCut, wayThere } from '../../prove/scenarios.ts';
import type { Ground } from '../../prove/send.ts';
import { startPlayground } from '../../src/playground/http.ts';
import { addMembers, moveIn } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { twoStreets } from '../support/two-streets.ts';

/*
 * `npm run prove` in little: the same bad days, a few of each, against real processes.
 */

const members = 120;
const { db, url } = await testDatabase();
const { north } = await twoStreets(db);
await addMembers(db, north.union, { count: members, since: new Date() });
const playground = await startPlayground();
moveIn(playground.world, members);
playground.world.faults.add(wayThere);
const town = people(playground.url);
afterAll(async () => {
  await town.close();
  await playground.close();
});

const ground: Ground = {
  db,
  databaseUrl: url,
  apiRoot: playground.url,
  token: playground.token,
  town,
  union: north.union,
  members,
  perSecond: 150,
  leaseMs: 1_500,
};
/** Now and then, and never before it has begun. */
const moments = [0.5, 0.9, 0.3, 0.7];
let turn = 0;
const random = () => moments[turn++ % moments.length] ?? 0.5;

describe('nobody is left out, and nobody gets it twice', () => {
  test('when the sender is killed, and another takes over: in doubt is what was on its way', async () => {
    const proof = await killed(ground, { times: 2, random });
    expect(proof).toMatchObject({ people: members, twice: 0, missing: 0, addsUp: true, holds: true });
  });

  test('when the network is cut', async () => {
    const proof = await networkCut(ground, { times: 1, random });
    expect(proof).toMatchObject({ twice: 0, missing: 0, addsUp: true, holds: true });
  });

  test('when answers get lost after delivery: those are in doubt, and did arrive', async () => {
    const proof = await answersLost(ground, { times: 2, random });
    expect(proof).toMatchObject({ twice: 0, missing: 0, addsUp: true, holds: true });
    expect(proof.unknownButArrived).toBe(proof.unknown);
  });
});
