import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BuildingId, OutreachId, ProposalId, StreetId, UnitId } from '../../src/domain/ids.ts';
import { looksLikeAddress, type WishPlace } from '../../src/domain/wish.ts';
import { ListingState, nextStep, readSpot } from '../../src/handlers/demand/dialogue.ts';
import { demandConversations } from '../../src/handlers/demand/index.ts';
import { advance, begin, type ProposeEvent, ProposeState } from '../../src/handlers/wish/dialogue.ts';
import { wishConversations } from '../../src/handlers/wish/index.ts';
import * as kinds from '../../src/handlers/wish-buttons.ts';
import { placeFields, placeOf, proposePress } from '../../src/handlers/wish-place.ts';
import { talk } from '../support/talk.ts';

const building = 7 as BuildingId;
const proposal = 9 as ProposalId;
const street = { id: 3 as StreetId, name: '金融街街道', nameEn: 'Jinrongjie' };
const wendi = { id: building, name: '闻笛大厦', nameEn: 'Wendi Building' };
const place: WishPlace = { kind: 'building', building };
const spot = { latitude: 39.9, longitude: 116.35 };

/** The worker's side, with a world in which everything goes well. */
function worker({ mine = false, count = null as number | null } = {}) {
  let wished = mine;
  const told: unknown[] = [];
  const conversations = wishConversations({
    readWish: async (_work, _person, asked) => ({
      type: 'open',
      place: asked,
      named: asked.kind === 'building' ? wendi : { name: '藏梅阁', nameEn: null },
      code: 'w7d3k',
      count,
      mine: wished ? { unit: null } : null,
    }),
    leaveWish: async (_work, _actor, asked) => {
      wished = true;
      return { type: 'wished', place: asked };
    },
    takeBackWish: async () => {
      wished = false;
      return { type: 'takenBack' };
    },
    listMyWishes: async () => (wished ? [{ place, named: wendi, unit: null }] : []),
    proposalByCode: async (_work, code) => (code === 'w7d3k' ? proposal : undefined),
    findSimilar: async (_work, name) => (name.includes('闻笛') ? [wendi] : []),
    findProposed: async (_work, name) => (name === '藏梅阁' ? [proposal] : []),
    locate: async (_work, { latitude }) => (latitude > 39 && latitude < 41 ? street : undefined),
    allStreets: async () => [street],
    proposeBuilding: async (_work, _actor, given) => {
      told.push(given);
      wished = true;
      return { type: 'proposed', place: { kind: 'proposal', proposal } };
    },
    findUnits: async (_work, _building, typed) => ({
      units: typed === '' ? [{ id: 5 as UnitId, name: '某科技', room: '301' }] : [],
      page: 0,
      pages: 1,
      total: typed === '' ? 1 : 0,
    }),
    sayUnit: async () => ({ type: 'said' }),
  });
  return { told, talk: talk(conversations) };
}

describe('a wish', () => {
  test('says before it is left who sees what of it', async () => {
    const { talk: her } = worker();
    const ask = await her.press(kinds.wishButton.press(placeFields(place)));
    expect(ask.text).toContain('看不到是谁');
    expect(ask.text).toContain('公司什么都看不到');
    expect(ask.text).not.toMatch(/\d+ 人留/u);
    const left = await her.tap('留下我的心愿');
    expect(left.text).toContain('心愿收到了');
    expect((await her.tap('收回心愿')).text).toContain('没有留下记录');
  });

  test('shows how many from five on', async () => {
    const { talk: her } = worker({ count: 5 });
    const ask = await her.press(kinds.wishButton.press(placeFields(place)));
    expect(ask.text).toContain('已经有 5 人');
  });

  test('a workplace may be picked, written, or left out', async () => {
    const { talk: her } = worker({ mine: true });
    await her.press(kinds.wishUnitButton.press(placeFields(place)));
    expect((await her.write('某某公司')).buttons.has('就写“某某公司”')).toBe(true);
    expect((await her.send({ sticker: { file_id: 'x' } })).text).toContain('2 到 60 个字');
    await her.tap('看全部单位');
    expect((await her.tap('某科技 · 301')).text).toContain('心愿收到了');
    expect(her.dialogues.size).toBe(0);
  });
});

describe('telling of a building', () => {
  test('begins with what she looked for, where a button has room for it', () => {
    expect(kinds.proposeButton.read(proposePress('我在藏梅阁上班'))).toEqual({ name: '藏梅阁' });
    for (const typed of ['😀', 'a:b', 'The Building Of A Very Long Name', '楼', ''])
      expect(proposePress(typed)).toBe(kinds.proposeAfreshButton.press({}));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(Buffer.byteLength(proposePress(typed))).toBeLessThanOrEqual(64);
      }),
    );
  });

  test('one that we know, or that somebody told of, is offered first', async () => {
    const { talk: her, told } = worker();
    await her.press(proposePress('闻笛楼'));
    const similar = await her.tap('就叫“闻笛楼”');
    expect([...similar.buttons.keys()]).toEqual(['闻笛大厦', '都不是', '返回', '先不弄了']);
    expect((await her.tap('闻笛大厦')).text).toContain('闻笛大厦');
    expect(her.dialogues.size).toBe(0);
    expect(told).toEqual([]);
  });

  test('takes a location or an address, tells of both before it is sent, and can be changed', async () => {
    const { talk: her, told } = worker();
    await her.press(kinds.proposeAfreshButton.press({}));
    expect((await her.write('😀')).text).toContain('2 到 40 个字');
    await her.write('听雪楼');
    expect((await her.send({ location: { latitude: 51, longitude: 0 } })).text).toContain('都远');
    await her.send({ location: spot });
    const moved = await her.tap('改地方');
    expect(moved.text).toContain('2/3');
    await her.write('北街 2 号');
    const review = await her.tap('说不准');
    expect(review.text).toContain('地址：北街 2 号');
    expect(review.text).toContain('街道：说不准');
    expect((await her.tap('告诉街道')).text).toContain('告诉街道了');
    expect(told).toEqual([{ name: '听雪楼', at: null, address: '北街 2 号', street: null }]);
    expect(her.dialogues.size).toBe(0);
  });

  test('where it is may be told before its name', async () => {
    const { talk: her, told } = worker();
    await her.press(kinds.proposeAfreshButton.press({}));
    expect((await her.send({ location: { latitude: 51, longitude: 0 } })).text).toContain('都远');
    expect((await her.send({ location: spot })).text).toContain('再写一下楼名');
    expect((await her.write('听雪楼')).text).toContain('位置：已发');
    await her.tap('告诉街道');
    await her.press(kinds.proposeAfreshButton.press({}));
    expect((await her.write('北街 2 号')).text).toContain('再写一下楼名');
    expect((await her.write('听雪楼')).text).toContain('哪个街道');
    expect((await her.tap('说不准')).text).toContain('地址：北街 2 号');
    await her.tap('告诉街道');
    expect(told).toEqual([
      { name: '听雪楼', at: spot, address: null, street: street.id },
      { name: '听雪楼', at: null, address: '北街 2 号', street: null },
    ]);
  });

  test.each([
    ['宣武门西大街129号', true],
    ['宣武门西大街甲 129 号', true],
    ['西四北大街一百五十五号院', true],
    ['129 Xuanwumen West Street', true],
    ['金隅大厦', false],
    ['五号楼', false],
    ['街角咖啡', false],
    ['广内大街社区', false],
    ['Street 8 Tower', false],
  ])('%s is an address: %s', (typed, is) => {
    expect(looksLikeAddress(typed)).toBe(is);
  });

  const events: fc.Arbitrary<ProposeEvent> = fc.oneof(
    fc.constantFrom<ProposeEvent>(
      { type: 'noneOfThese' },
      { type: 'wentBack' },
      { type: 'located', at: spot, street },
      { type: 'described', address: '北街 2 号' },
      { type: 'described', address: null },
      { type: 'streetPicked', street },
      { type: 'streetPicked', street: null },
      { type: 'edited', field: 'name' },
      { type: 'edited', field: 'place' },
      { type: 'named', name: '听雪楼', similar: { buildings: [], proposals: [] } },
      { type: 'named', name: '闻笛楼', similar: { buildings: [wendi], proposals: [proposal] } },
    ),
  );

  test('whatever happens, she is at a step, with a name from the second on, and can always get to the end', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (happened) => {
        let state = begin(null);
        for (const event of happened) state = advance(state, event) ?? state;
        expect(ProposeState.safeParse(JSON.parse(JSON.stringify(state))).success).toBe(true);
        const onwards: ProposeEvent[] = [
          { type: 'named', name: '听雪楼', similar: { buildings: [], proposals: [] } },
          { type: 'noneOfThese' },
          { type: 'described', address: null },
          { type: 'streetPicked', street: null },
        ];
        for (const event of onwards) state = advance(state, event) ?? state;
        expect(state.step).toBe('review');
      }),
    );
  });
});

/** The street's desk, on which there is one building and one that we were told of. */
function desk() {
  return talk(
    demandConversations({
      listDemand: async (_work, actor) =>
        actor.scopes.length === 0
          ? null
          : {
              total: { wishes: 12, shown: 1, hidden: 1 },
              proposals: 1,
              underWay: 1,
              lines: [
                { place, named: wendi, count: 12, outreach: 'taken' },
                {
                  place: { kind: 'proposal', proposal },
                  named: { name: '藏梅阁', nameEn: null },
                  count: null,
                  outreach: null,
                },
              ],
            },
      openDemand: async (_work, _actor, asked) =>
        asked.kind === 'proposal'
          ? {
              type: 'proposal',
              proposal,
              name: '藏梅阁',
              street,
              at: null,
              address: null,
              count: null,
              proposedAt: new Date(0),
            }
          : {
              type: 'building',
              building,
              named: wendi,
              count: 12,
              units: 3,
              covered: false,
              task: { id: 1 as OutreachId, status: 'taken', open: true },
              history: [{ to: 'taken', on: new Date(0), by: { kind: 'you' }, words: null }],
            },
      takeOnDemand: async () => ({ type: 'alreadyTaken' }),
      findSimilar: async () => [wendi],
      buildingNamed: async () => wendi,
      allStreets: async () => [street],
      locate: async () => street,
      acceptProposal: async () => ({ type: 'accepted', building }),
      mergeProposal: async () => ({ type: 'settled', status: 'accepted', building }),
      declineProposal: async () => ({ type: 'declined' }),
      buildingOfTask: async () => wendi,
      noteOutreach: async () => ({ type: 'noted' }),
      timeZone: 'Asia/Shanghai',
    }),
    { scopes: [{ kind: 'street', street: street.id }] },
  );
}

describe('the street’s desk', () => {
  test('ranks, hides what is below five, and gives sums of what is shown only', async () => {
    const list = await desk().press(kinds.demandButton.press({ filter: 'all', page: 0 }));
    expect(list.text).toContain('其中 1 栋看得到人数，一共 12 人');
    expect([...list.buttons.keys()].slice(0, 2)).toEqual([
      '闻笛大厦 · 12 人 · 接下',
      '藏梅阁 · 不到 5 人 · 待核对',
    ]);
  });

  test('lists a building step by step, asking only for what is missing', async () => {
    const her = desk();
    expect((await her.press(kinds.acceptProposalButton.press({ proposal }))).text).toContain('地址');
    expect((await her.write('北街 2 号')).text).toContain('地图');
    expect((await her.write('东边')).text).toContain('没看懂');
    const review = await her.write('39.9, 116.35');
    expect(review.text).toContain('39.90000, 116.35000');
    await her.tap('改街道');
    expect((await her.tap('金融街街道')).text).toContain('没问题就登记');
    expect((await her.tap('登记')).text).toContain('登记好了');
    expect(her.dialogues.size).toBe(0);
  });

  test('an officer who comes second reads what her colleague made of it', async () => {
    const outcome = await desk().press(kinds.proposalIntoButton.press({ proposal, building }));
    expect(outcome.text).toContain('成为闻笛大厦的别名');
    const second = await desk().press(kinds.mergeYesButton.press({ proposal, building }));
    expect(second.text).toContain('刚有同事登记好了');
  });

  test.each([
    ['39.9123, 116.3571', { latitude: 39.9123, longitude: 116.3571 }],
    ['３９．９，１１６．３', { latitude: 39.9, longitude: 116.3 }],
    ['39.9 116.3', { latitude: 39.9, longitude: 116.3 }],
    ['116.3, 39.9', null],
    ['91, 0', null],
    ['39.9', null],
    ['1e5, 3', null],
    ['NaN, NaN', null],
    ['39.9, 116.3, 5', null],
    ["'; drop table", null],
  ])('“%s” as a place: %j', (typed, at) => {
    expect(readSpot(typed)).toEqual(at);
  });

  test('a draft is at the first thing it lacks', () => {
    const full = { name: '藏梅阁', address: '北街 2 号', street, at: spot };
    expect(nextStep(proposal, { ...full, at: null }).step).toBe('askAt');
    expect(nextStep(proposal, { ...full, street: null, at: null }).step).toBe('askStreet');
    expect(ListingState.safeParse(JSON.parse(JSON.stringify(nextStep(proposal, full)))).data).toMatchObject({
      step: 'review',
    });
  });
});

describe('whatever is tapped or written, in whatever order', () => {
  const payloads = fc.constantFrom(
    kinds.wishButton.press(placeFields(place)),
    kinds.leaveWishButton.press(placeFields({ kind: 'proposal', proposal })),
    kinds.takeBackWishButton.press(placeFields(place)),
    kinds.myWishesButton.press({}),
    kinds.wishUnitButton.press(placeFields(place)),
    kinds.wishUnitPickButton.press({ unit: 5 as UnitId }),
    kinds.wishUnitTypedButton.press({}),
    kinds.wishUnitNoneButton.press({}),
    kinds.proposeButton.press({ name: '藏梅阁' }),
    kinds.proposeNameButton.press({}),
    kinds.proposeNoneButton.press({}),
    kinds.proposeStreetButton.press({ street: 3 }),
    kinds.proposeStreetButton.press({ street: 99 }),
    kinds.proposeBackButton.press({ from: 'askPlace' }),
    kinds.proposePauseButton.press({}),
    kinds.proposeSubmitButton.press({}),
    kinds.acceptProposalButton.press({ proposal }),
    kinds.acceptSaveButton.press({}),
    kinds.acceptEditButton.press({ field: 'at' }),
    kinds.acceptLeaveButton.press({}),
    kinds.mergeProposalButton.press({ proposal }),
    kinds.declineForButton.press({ proposal, reason: 'other' }),
    kinds.declineSendButton.press({ proposal }),
    kinds.outreachNoteButton.press({ task: 1 as OutreachId, from: 'taken', to: 'visited' }),
    kinds.outreachDayButton.press({ ago: 1 }),
    kinds.outreachSaveButton.press({}),
    kinds.takeOnButton.press({ building }),
  );
  const texts = fc.oneof(fc.constantFrom('藏梅阁', '39.9, 116.3', '返回', '/help'), fc.string());
  const acts = fc.array(
    fc.oneof(
      payloads.map((payload) => ({ payload })),
      texts.map((text) => ({ text })),
      fc.constant({ location: spot }),
    ),
    { maxLength: 12 },
  );

  test.each(['worker', 'desk'] as const)('the %s is answered', async (who) => {
    await fc.assert(
      fc.asyncProperty(acts, async (some) => {
        const her = who === 'worker' ? worker().talk : desk();
        for (const act of some) {
          if ('payload' in act) await her.press(act.payload);
          else if ('text' in act) await her.write(act.text || ' ');
          else await her.send({ location: act.location });
          expect([...her.dialogues.values()].filter(({ open }) => open).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('a place comes back from a button as it went in', () => {
  for (const each of [place, { kind: 'proposal', proposal } as const])
    expect(placeOf(placeFields(each))).toEqual(each);
});
