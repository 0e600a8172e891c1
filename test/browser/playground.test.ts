import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPlayground } from '../../src/playground/http.ts';
import { speak } from '../../src/playground/world/actions/speak.ts';
import { callApi } from './scripted-bot.ts';
import { stages } from './stage.ts';

const worker = 101;
const member = 102;

const open = stages();

test('people chat side by side, each with the bot alone', async () => {
  const { phone, say, sees, page, complaints } = await open();
  await say(worker, '金隅大厦');
  await sees(worker, '你说：金隅大厦');
  await say(member, '物华大厦');
  await sees(member, '你说：物华大厦');
  expect(await phone(worker).getByText('物华大厦').count()).toBe(0);
  expect(await page.locator('.phone').count()).toBe(3);
  expect(complaints).toEqual([]);
});

test('the clock jumps ahead, and the next message is dated so', async () => {
  const { playground, page, phone, say, sees } = await open();
  await page.getByRole('button', { name: /^时钟/ }).click();
  const before = playground.world.clock.now().getTime();
  await page.getByRole('button', { name: '过 1 天' }).click();
  await expect.poll(() => playground.world.clock.now().getTime() - before).toBeGreaterThan(86_000_000);
  await page.getByText('比真实时间快').waitFor();
  await page.getByRole('button', { name: /下个第一个周一/ }).click();
  await expect.poll(() => playground.world.clock.now().toISOString()).toMatch(/-0[1-7]T02:00:/);
  await page.keyboard.press('Escape');
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  await phone(worker).locator('.day', { hasText: '周一' }).waitFor();
  expect(await phone(worker).locator('.meta').last().textContent()).toContain('10:0');
});

test('faults are set, listed and cleared', async () => {
  const { playground, page } = await open();
  await page.getByRole('button', { name: '故障' }).click();
  await page.getByLabel('哪种').selectOption('429');
  await page.getByLabel('几秒后再试').fill('2');
  await page.getByRole('button', { name: '加上' }).click();
  await page.locator('.fault-list').getByText('429').waitFor();
  expect(playground.world.faults.current).toMatchObject([{ kind: '429', retry_after: 2 }]);
  await page.getByRole('button', { name: '全部清除' }).click();
  await page.getByText('现在一切正常').waitFor();
  expect(playground.world.faults.current).toEqual([]);
});

test('colours follow the system until told otherwise', async () => {
  const { page } = await open({ colorScheme: 'dark' });
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await ground();
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  await page.getByRole('button', { name: '换成浅色' }).click();
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('light');
  expect(await ground()).not.toBe(dark);
});

test('the page speaks the reader’s language and can change it', async () => {
  const { page } = await open({ locale: 'en-GB' });
  await page.getByRole('heading', { name: 'You are these people' }).waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '这里的人都由你来当' }).waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await page.reload();
  await page.locator('.phone').first().waitFor();
  expect(await page.getByRole('heading', { name: '这里的人都由你来当' }).count()).toBe(0);
});

test('at phone width there is one chat and a strip to switch', async () => {
  const { page, phone, say, sees } = await open({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  expect(await page.locator('.phone').count()).toBe(1);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page
    .getByRole('tab', { name: '周建国' })
    .or(page.getByRole('tab', { name: '建国 周' }))
    .click();
  await phone(member).waitFor();
  expect(await phone(worker).count()).toBe(0);
});

test('messages to a phone that is not in hand are counted', async () => {
  const { page, playground, say, sees } = await open({ viewport: { width: 390, height: 844 } });
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  await page.getByRole('tab').nth(1).click();
  await callApi(playground, 'sendMessage', { chat_id: worker, text: '本月活动来了' });
  await page.getByRole('tab').first().getByText('1', { exact: true }).waitFor();
  await expect.poll(() => page.title()).toMatch(/^\(1\)/);
  await page.getByRole('tab').first().click();
  await expect.poll(() => page.title()).not.toMatch(/^\(/);
});

test('a height that changes under her is no scrolling: she stays at the newest', async () => {
  const { page, phone, say, sees } = await open({ viewport: { width: 390, height: 844 } });
  const lines = Array.from({ length: 40 }, (_, index) => `第 ${index} 行`).join('\n');
  await say(worker, lines);
  await sees(worker, '你说：第 0 行');
  const list = phone(worker).locator('.messages');
  const fromEnd = () =>
    list.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
  await expect.poll(fromEnd).toBeLessThan(2);
  // Between two frames something shrinks, which moves the place, and something grows, before the page hears of the move.
  await page.evaluate(`
    const list = document.querySelector('#phone-${worker} .messages');
    const newest = [...list.querySelectorAll('.message')].at(-1);
    newest.style.display = 'none';
    list.scrollTop;
    newest.style.display = '';
    newest.style.paddingBottom = '40px';
  `);
  await expect.poll(fromEnd).toBeLessThan(2);
  expect(await phone(worker).locator('.jump-down').count()).toBe(0);
});

test('what came earlier is put above, and what she reads stays where it is', async () => {
  const { page, playground, phone, say, sees } = await open({ viewport: { width: 390, height: 844 } });
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  for (let count = 1; count <= 110; count += 1) {
    await callApi(playground, 'sendMessage', { chat_id: worker, text: `第 ${count} 条` });
  }
  await sees(worker, '第 110 条');
  const list = phone(worker).locator('.messages');
  await list.hover();
  await page.mouse.wheel(0, -100_000);
  const first = phone(worker).locator('.message').first();
  const label = await first.locator('.words').innerText();
  const earlier = phone(worker).getByRole('button', { name: '更早的消息' });
  await earlier.waitFor();
  await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBe(0);
  const sameOne = phone(worker)
    .locator('.message')
    .filter({ hasText: label.split('\n')[0] ?? '' })
    .first();
  const before = (await sameOne.boundingBox())?.y ?? 0;
  await earlier.click();
  await earlier.waitFor({ state: 'detached' });
  await phone(worker).getByText('你说：hello').waitFor({ state: 'attached' });
  // The button that stood above it is gone.
  expect(Math.abs(((await sameOne.boundingBox())?.y ?? 0) - before)).toBeLessThan(60);
});

test('somebody new can be added and started at once', async () => {
  const { page, playground, sees } = await open();
  await page.getByRole('button', { name: '加一个人' }).click();
  await page.getByLabel('名', { exact: true }).fill('测试');
  await page.getByLabel('手机号').fill('+8619900009999');
  await page.getByRole('button', { name: '加进来' }).click();
  await expect.poll(() => playground.world.people.length).toBe(4);
  const added = playground.world.people.at(-1);
  expect(added).toMatchObject({ first_name: '测试', phone: '+8619900009999' });
  await page.locator(`#phone-${added?.id}`).getByRole('button', { name: '开始', exact: true }).click();
  await sees(added?.id ?? 0, '你好');
});

test('of two hundred people only the open phones are drawn, and any is found by typing', async () => {
  const people = Array.from({ length: 200 }, (_, index) => ({ id: 1000 + index, first_name: `人${index}` }));
  const { page } = await open({ people });
  expect(await page.locator('.phone').count()).toBe(4);
  await page.getByRole('button', { name: '展开人物列表' }).click();
  await page.getByRole('searchbox').fill('人177');
  await page.getByRole('button', { name: '打开 人177 的手机' }).click();
  await page.locator('#phone-1177').waitFor();
});

test('a dropped line is taken up again where it broke', async () => {
  const { page, playground, phone, say, sees } = await open();
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  await page.route('**/world/stream*', (route) => route.abort(), { times: 2 });
  await page.reload();
  await page.getByText('正在重连').waitFor();
  await callApi(playground, 'sendMessage', { chat_id: worker, text: '断线时说的' });
  await sees(worker, '断线时说的');
  expect(await phone(worker).getByText('断线时说的').count()).toBe(1);
  await page.getByText('正在重连').waitFor({ state: 'detached' });
});

test('a restarted server is met again: a banner, then a fresh world, and nothing typed is lost', async () => {
  const { page, phone, say, sees, restart } = await open();
  await say(worker, '从前');
  await sees(worker, '你说：从前');
  await phone(worker).getByRole('textbox', { name: '写消息' }).fill('写了一半');
  await restart();
  await page.getByText('练习场重新启动了').waitFor();
  expect(await phone(worker).getByText('从前').count()).toBe(0);
  await phone(worker).getByRole('button', { name: '开始', exact: true }).click();
  await sees(worker, '你好');
  expect(await phone(worker).getByRole('textbox', { name: '写消息' }).inputValue()).toBe('写了一半');
});

test('a server that kept its world goes on: the chats stay, and what was missed comes after', async () => {
  const keepIn = await mkdtemp(join(tmpdir(), 'niangjia-kept-page-'));
  onTestFinished(() => rm(keepIn, { recursive: true, force: true }));
  const { page, phone, say, sees, restart, complaints } = await open({ keepIn });
  await say(worker, '从前');
  await sees(worker, '你说：从前');
  await restart(async () => {
    // A whole life passes without the page: what happens in it is not in the next one's events, only in its chats.
    const between = await startPlayground({ keepIn });
    const chat = between.world.chat(worker);
    if (chat) speak(between.world, chat, { text: '断线时说的' });
    await between.close();
  });
  await sees(worker, '你说：断线时说的');
  expect(await phone(worker).locator('.message').filter({ hasText: '从前' }).count()).toBe(2);
  await say(worker, '后来');
  await sees(worker, '你说：后来');
  expect(await page.getByText('练习场重新启动了').count()).toBe(0);
  expect(complaints.filter((complaint) => !complaint.includes('ERR_'))).toEqual([]);
});
