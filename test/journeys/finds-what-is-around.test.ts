import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import { buildings, people } from '../../src/db/schema.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();
const jinyu = { latitude: 39.8993, longitude: 116.3662 };

async function buildingNamed(name: string) {
  const [row] = await bot.db.select().from(buildings).where(eq(buildings.name, name));
  if (!row) throw new Error(`no building ${name}`);
  return row;
}

test('she sends where she stands, and is at the union of the door before her', async () => {
  const yu = await bot.cast('worker');
  await yu.follows();
  const ask = await yu.says('/find');
  expect(ask.buttons.flat()).toContain('按街道找');
  expect((await yu.taps('看看我附近的楼')).keyboard).toEqual([['发送我的位置']]);
  const near = await yu.sharesLocation(jinyu);
  const [first = '', ...others] = near.buttons.flat();
  expect(first).toBe('金隅大厦 · 10 米');
  expect(others.filter((label) => /米|公里/u.test(label))).toHaveLength(4);
  expect((await yu.taps(first)).text).toContain('金隅大厦在金融街街道');
});

test('by herself she may send one, too; nowhere near, she is told so kindly', async () => {
  const yu = await bot.cast('worker');
  const far = await yu.sharesLocation({ latitude: 31.23, longitude: 121.47 });
  expect(far.text).toContain('3 公里内没有我认识的楼');
  expect((await yu.taps('都不是')).text).toContain('你在哪栋楼上班');
});

test('a location that moves on is answered once', async () => {
  const yu = await bot.cast('worker');
  const near = await yu.sharesLocation(jinyu);
  const before = yu.inbox().length;
  const from = { id: yu.id, is_bot: false, first_name: yu.name };
  const chat = { id: yu.id, type: 'private' as const, first_name: yu.name };
  const location = { ...jinyu, latitude: 39.9, live_period: 900 };
  const moved = { message_id: near.message_id - 1, date: 1, edit_date: 2, chat, from, location };
  await bot.app().inbox.accept({ update_id: 900_000_001, edited_message: moved } as Update);
  await bot.settled();
  await yu.says('/help');
  expect(yu.inbox().length).toBe(before + 1);
});

test('where she was is written down nowhere', async () => {
  const yu = await bot.cast('worker');
  await yu.sharesLocation({ latitude: 39.8993123, longitude: 116.3662123 });
  await bot.settled();
  const tables = await bot.db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const [found] = await bot.db.execute(
      sql`select 1 from ${sql.identifier(name)} t where t::text like ${'%3662123%'} limit 1`,
    );
    expect([name, found]).toEqual([name, undefined]);
  }
});

test('street by street, and page by page, to a card', async () => {
  const yu = await bot.cast('worker');
  await yu.says('/find');
  const streets = await yu.taps('按街道找');
  const jinrongjie = streets.buttons.flat().find((label) => /^金融街街道 · 1\d 栋$/u.test(label)) ?? '';
  const first = await yu.taps(jinrongjie);
  expect(first.edited).toBe(true);
  expect(first.text).toContain('第 1 页，共 2 页');
  const second = await yu.taps('下一页');
  expect(second.text).toContain('第 2 页，共 2 页');
  const [label = ''] = second.buttons.flat();
  expect((await yu.taps(label)).text).toContain(`${label.split(' · ')[0]}在金融街街道`);
});

test('a street she names leads to all of its buildings', async () => {
  const yu = await bot.cast('worker');
  const answer = await yu.says('金融街街道');
  expect(answer.buttons.flat()).toContain('看金融街街道的所有楼');
  expect((await yu.taps('看金融街街道的所有楼')).text).toMatch(/1\d 栋楼，按名字排/u);
});

test('what is not found may be looked for in other ways', async () => {
  const yu = await bot.cast('worker');
  const answer = await yu.says('zzzzqqq');
  expect(answer.buttons.flat()).toContain('按街道找');
});

test('a poster of long ago leads on: to the building that stays of two, or to a word that it is closed', async () => {
  const yu = await bot.cast('worker');
  const stays = await buildingNamed('汇枫大厦');
  const twin = await buildingNamed('瑞砚中心');
  const gone = await buildingNamed('澄观大厦');
  const closedOn = '2026-11-01';
  await bot.db.update(buildings).set({ closedOn, mergedInto: stays.id }).where(eq(buildings.id, twin.id));
  await bot.db.update(buildings).set({ closedOn }).where(eq(buildings.id, gone.id));
  expect((await yu.follows(`b_${twin.code}`)).text).toContain('汇枫大厦在金融街街道');
  const closed = await yu.follows(`b_${gone.code}`);
  expect(closed.text).toContain('澄观大厦');
  expect(closed.buttons.flat()).not.toContain('加入这家工会');
});

test('an officer prints a poster for her lobby; nobody else is offered one', async () => {
  const yu = await bot.cast('worker');
  expect((await yu.says('金隅大厦')).buttons.flat()).not.toContain('做张海报');
  const lin = await bot.cast('officer');
  await lin.follows();
  expect((await lin.says('物华大厦')).buttons.flat()).not.toContain('做张海报');
  await lin.says('金隅大厦');
  await lin.taps('做张海报');
  const pdf = await lin.receivesFile();
  expect([pdf.kind, pdf.name, pdf.bytes.subarray(0, 5).toString()]).toEqual([
    'document',
    '金隅大厦海报.pdf',
    '%PDF-',
  ]);
  expect(pdf.caption).toContain('A4');
  await lin.taps('看图片');
  expect((await lin.receivesFile()).kind).toBe('photo');
});

test('a forged button gives no poster', async () => {
  const yu = await bot.cast('worker');
  const { id } = await buildingNamed('金隅大厦');
  expect((await yu.tapsData(`pst:${id}:pdf`)).toast).toContain('海报由负责这栋楼的工会');
});

test('a colleague puts a card into another chat, and its button leads to the building', async () => {
  const colleague = await bot.town.person({ id: 990_001, first_name: '同事' });
  const friend = await bot.town.person({ id: 990_002, first_name: '朋友' });
  const offer = await colleague.inline('金隅', { to: friend });
  expect(offer.results[0]).toMatchObject({ title: '金隅大厦' });
  expect(offer.results[0]?.description).toContain('金隅阳光楼宇工会联合会');
  const message = await colleague.chooses(offer, '金隅大厦');
  expect(message.text).toContain('它的工会是金隅阳光楼宇工会联合会');
  const link = message.reply_markup?.inline_keyboard[0]?.[0]?.url ?? '';
  expect(link).toMatch(/^https:\/\/t\.me\/\w+\?start=b_\w+$/u);
  expect((await friend.follows(link)).text).toContain('金隅大厦在金融街街道');
});

test('whoever asks in other chats is not written down for it', async () => {
  const passer = await bot.town.person({ id: 990_003, first_name: '路人', language_code: 'en' });
  const offer = await passer.inline('Jinyu Building');
  expect(offer.results[0]).toMatchObject({ title: 'Jinyu Building' });
  const rows = await bot.db.select().from(people).where(eq(people.telegramId, 990_003));
  expect(rows).toEqual([]);
});

test.each(['', '   ', '👍👍', 'x'.repeat(256), "'; drop table people; --", '<b>'])(
  'an empty hand offers the way into the bot: %j',
  async (typed) => {
    const yu = await bot.cast('worker');
    const offer = await yu.inline(typed);
    expect(offer.results).toEqual([]);
    expect(offer.button).toMatchObject({ start_parameter: 'f_inline' });
  },
);

test('that way leads to the question for her building', async () => {
  const yu = await bot.cast('worker');
  expect((await yu.follows('f_inline')).text).toContain('你在哪栋楼上班');
  expect(bot.complaints).toEqual([]);
});
