import { expect, test } from 'vitest';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

test('a worker writes the name of her building and is at its union in one message', async () => {
  const yu = await bot.cast('worker');
  const hello = await yu.follows();
  expect(hello.text).toContain('我是“娘家”');
  const card = await yu.says('金隅大厦');
  expect(card.text).toContain('金隅阳光楼宇工会联合会');
  expect(card.text).toContain('覆盖 11 栋楼');
  expect(card.text).toContain('暖心驿站');
  expect(card.buttons.flat()).toContain('加入这家工会');
  const more = await yu.taps('更多');
  expect(more.edited).toBe(true);
  expect(more.text).toContain('成立');
  await yu.taps('收起');
  expect(yu.screen().buttons.flat()).toContain('加入这家工会');
});

test('reading more and less about a union leaves her at her own building, not at its first', async () => {
  const yu = await bot.cast('worker');
  const card = await yu.says('瑞砚中心');
  expect(card.text).toContain('瑞砚中心在');
  const more = await yu.taps('更多');
  expect(more.buttons.flat()).toContain('加入这家工会');
  expect((await yu.taps('收起')).text).toContain('瑞砚中心在');
});

test('the union’s code asks which of its buildings is hers', async () => {
  const yu = await bot.cast('worker');
  const code = (
    await bot.db.query.unions.findFirst({ where: (u, { eq }) => eq(u.name, '金隅阳光楼宇工会联合会') })
  )?.code;
  const union = await yu.follows(`u_${code}`);
  expect(union.text).toContain('你在哪一栋上班');
  expect(union.buttons.flat()).not.toContain('加入这家工会');
  expect((await yu.taps('瑞砚中心')).text).toContain('瑞砚中心在');
});

test('Telegram’s own language is spoken first, another on request', async () => {
  const amina = await bot.cast('englishSpeaker');
  const hello = await amina.follows();
  expect(hello.text).toContain('I am Niangjia');
  const card = await amina.says('Jinyu Building');
  expect(card.text).toContain('Jinyu Building (金隅大厦)');
  await amina.says('/language');
  const chinese = await amina.taps('中文');
  expect(chinese.text).toContain('我是“娘家”');
  await amina.says('/language');
  await amina.taps('English');
  expect((await amina.says('/help')).text).toContain('Here is what I can do');
});

test('a building of several towers is asked after', async () => {
  const yu = await bot.cast('worker');
  const which = await yu.says('五栋大楼');
  expect(which.text).toContain('哪一栋');
  const card = await yu.taps('五栋大楼B座');
  expect(card.text).toContain('五栋大楼');
});

test.each(['👍', "'; drop table people; --", '<b>金', '\u202Eabc', 'x'.repeat(4096), '/nonsense', 'zzzzqqq'])(
  'what is no building gets a kind answer: %s',
  async (typed) => {
    const yu = await bot.cast('worker');
    const answer = await yu.says(typed);
    expect(answer.text.length).toBeGreaterThan(5);
    expect((await yu.says('金隅大厦')).text).toContain('金隅阳光');
  },
);

test('the lobby’s code leads straight to the building', async () => {
  const yu = await bot.cast('worker');
  const code = (await bot.db.query.buildings.findFirst({ where: (b, { eq }) => eq(b.name, '金隅大厦') }))
    ?.code;
  expect((await yu.follows(`b_${code}`)).text).toContain('金隅大厦在金融街街道');
  expect((await yu.follows('b_zzzz')).text).toContain('没找到');
  expect((await yu.follows('q_zzzz')).text).toContain('链接');
});

test('a sticker, a voice message, a location: all answered', async () => {
  const yu = await bot.cast('worker');
  await yu.says('物华');
  expect((await yu.edits('物华大厦')).text).toContain('重新发');
  expect((await yu.sends({ sticker: '😀' })).text).toContain('写楼的名字');
  expect((await yu.sends({ voice: true })).text).toContain('写楼的名字');
});
