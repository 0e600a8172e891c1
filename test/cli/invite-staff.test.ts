import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoDistrict } from '../../src/db/demo/index.ts';
import { invitationBySecret } from '../../src/db/queries/invitations.ts';
import { staffInvitations, streets, unions } from '../../src/db/schema.ts';
import { StreetId } from '../../src/domain/ids.ts';
import { startPlayground } from '../../src/playground/http.ts';
import { hashSecret } from '../../src/services/invite-staff.ts';
import { testDatabase } from '../support/database.ts';
import { terminal } from '../support/terminal.ts';

const { db, url } = await testDatabase();
const now = new Date('2026-11-22T02:00:00Z');
const cli = terminal({ DATABASE_URL: url }, now);
const playground = await startPlayground({ bot: { username: 'another_bot' } });
afterAll(() => playground.close());

const words = { zh: '一层', en: 'Ground floor' };
const district = demoDistrict();

beforeAll(async () => {
  const inserted = await db
    .insert(streets)
    .values(
      district.streets.map(({ code, name, nameEn }) => ({
        code,
        name,
        nameEn,
        stationPlace: words,
        stationHours: words,
        phone: '1',
      })),
    )
    .returning();
  await db.insert(unions).values(
    district.unions.map(({ code, kind, name, nameEn, foundedOn, street }) => ({
      code,
      kind,
      name,
      nameEn,
      foundedOn,
      street: inserted.find((row) => row.code === street)?.id ?? StreetId.parse(1),
      office: words,
      officeHours: words,
      phone: '1',
      introduction: words,
    })),
  );
});

/** What the link in a line of the answer would give. */
async function invitationIn(line = '') {
  const { bot, secret } =
    /^https:\/\/t\.me\/(?<bot>\w+)\?start=i_(?<secret>[\w-]{1,62})$/u.exec(line)?.groups ?? {};
  const invitation = await db.transaction((tx) => invitationBySecret(tx, hashSecret(secret ?? '')));
  return {
    bot,
    scope: invitation?.scope,
    days: ((invitation?.expiresAt.getTime() ?? 0) - now.getTime()) / 86_400_000,
  };
}
const count = () => db.$count(staffInvitations);

test('for the district', async () => {
  const { code, said } = await cli('invite-staff', '--scope', 'district');
  expect(code).toBe(0);
  expect(await invitationIn(said[0])).toEqual({ bot: 'niangjia_bot', scope: { kind: 'district' }, days: 7 });
  expect(said[1]).toBe(
    'Whoever opens it first becomes staff for the district. It works once, until Sun 29 Nov, 10:00.',
  );
  expect(said[2]).toMatch(/ \/start i_[\w-]+$/u);
});

test('for a street, by its name or its code', async () => {
  const [street] = await db.select().from(streets).limit(1);
  for (const of of [street?.name ?? '', street?.code ?? '']) {
    const { said } = await cli('invite-staff', '--scope', 'street', '--of', of);
    expect((await invitationIn(said[0])).scope).toEqual({ kind: 'street', street: street?.id });
  }
});

test('for a union, by part of its name', async () => {
  const all = await db.select().from(unions);
  const { said } = await cli('invite-staff', '--scope', 'union', '--of', '北京坊');
  const meant = all.find(({ name }) => name.includes('北京坊'));
  expect((await invitationIn(said[0])).scope).toEqual({ kind: 'union', union: meant?.id });
  expect(said[1]).toContain('staff for 北京坊商圈楼宇工会联合会 (union)');
});

test("the playground's bot is called what the link says", async () => {
  const usual = await startPlayground();
  expect(usual.world.bot.username).toBe('niangjia_bot');
  await usual.close();
});

test("with a token, Telegram says what the bot's name is", async () => {
  const settings = {
    DATABASE_URL: url,
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.url,
    DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  const { said } = await terminal(settings, now)('invite-staff', '--scope', 'district');
  expect((await invitationIn(said[0])).bot).toBe('another_bot');
  expect(said).toHaveLength(2);
});

test('with a token that is refused nothing is made, and the token is not repeated', async () => {
  const before = await count();
  const token = '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  const { code, said, complained } = await terminal({
    DATABASE_URL: url,
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: playground.url,
    DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
  })('invite-staff', '--scope', 'district');
  expect([code, said, complained]).toEqual([1, [], ['getMe: 401 Unauthorized']]);
  expect(await count()).toBe(before);
});

test.each([
  [['--scope', 'union', '--of', '王府井'], 1, 'There is no union called "王府井".'],
  [['--scope', 'union', '--of', '椿树'], 1, '"椿树" may be any of these; its code, in front, says which:'],
  [['--scope', 'street'], 2, '--of must name the street or the union: its name or its code'],
  [['--scope', 'district', '--of', '金融街'], 2, '--of makes no sense for the district: there is only one'],
  [['--scope', 'country'], 2, '--scope must be district, street or union'],
  [[], 2, '--scope must be district, street or union'],
] as const)('%j is refused, and nothing is made', async (args, code, fault) => {
  const before = await count();
  const answer = await cli('invite-staff', ...args);
  expect([answer.code, answer.said, answer.complained[0]]).toEqual([code, [], fault]);
  expect(await count()).toBe(before);
});
