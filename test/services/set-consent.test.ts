import { beforeAll, describe, expect, test } from 'vitest';
import { giveConsent } from '../../src/db/queries/consents.ts';
import { consents, memberships } from '../../src/db/schema.ts';
import { txOf } from '../../src/db/work.ts';
import { purposes } from '../../src/domain/consent.ts';
import { readConsents, setConsent } from '../../src/services/set-consent.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
let places: Awaited<ReturnType<typeof twoStreets>>;
beforeAll(async () => {
  places = await twoStreets(db);
});

const tomorrow = new Date(monday.getTime() + 86_400_000);
const set = (
  actor: Awaited<ReturnType<typeof someone>>,
  wanted: boolean,
  version: number = purposes.survey,
) => at(db, tomorrow, (work) => setConsent(work, actor, { purpose: 'survey', version, wanted }));
const stateOf = async (actor: Awaited<ReturnType<typeof someone>>) => {
  const read = await at(db, tomorrow, (work) => readConsents(work, actor.person));
  return read.consents.find(({ purpose }) => purpose === 'survey');
};

describe('what she agrees to', () => {
  test('is changed at once, with its day, however often she taps', async () => {
    const her = await someone(db);
    expect(await stateOf(her)).toEqual({ purpose: 'survey', kind: 'never' });
    await set(her, true);
    await set(her, true);
    expect(await stateOf(her)).toEqual({ purpose: 'survey', kind: 'given', version: 1, since: tomorrow });
    await set(her, false);
    await set(her, false);
    expect(await stateOf(her)).toMatchObject({ kind: 'withdrawn', since: tomorrow });
    await set(her, true);
    expect(await stateOf(her)).toMatchObject({ kind: 'given' });
  });

  test('in words that have changed since is read first', async () => {
    const her = await someone(db);
    expect(await set(her, true, 7)).toEqual({ type: 'outdated' });
    expect(await stateOf(her)).toMatchObject({ kind: 'never' });
    await db.insert(consents).values({ person: her.person, purpose: 'survey', version: 0, givenAt: monday });
    expect(await stateOf(her)).toEqual({ purpose: 'survey', kind: 'outdated', version: 0, since: monday });
    await set(her, true);
    expect(await stateOf(her)).toMatchObject({ kind: 'given', version: 1 });
  });

  test('can’t be taken back from under a membership', async () => {
    const her = await someone(db);
    const membership = { purpose: 'membership', version: 1, wanted: false } as const;
    await at(db, monday, async (work) => {
      const tx = await txOf(work);
      await giveConsent(tx, her.person, 'membership', monday);
      await tx
        .insert(memberships)
        .values({ person: her.person, union: places.north.union, since: '2026-11-02' });
    });
    expect(await at(db, monday, (work) => setConsent(work, her, membership))).toMatchObject({
      type: 'needed',
      standing: { kind: 'member' },
    });
    const nobody = await someone(db);
    await at(db, monday, async (work) => {
      await giveConsent(await txOf(work), nobody.person, 'membership', monday);
    });
    expect(await at(db, monday, (work) => setConsent(work, nobody, membership))).toEqual({ type: 'set' });
  });
});
