import { expect, test } from 'vitest';
import { type StageOptions, stages } from './stage.ts';

const worker = 101;
const member = 102;

const open = stages();

/** A phone whose owner has begun to chat, its input field and what the bot offers above it. */
async function chatting(options?: StageOptions) {
  const opened = await open(options);
  await opened.say(worker, 'hello');
  await opened.sees(worker, '你说：hello');
  const hers = opened.phone(worker);
  const results = hers.locator('.inline-results li');
  return { ...opened, hers, results, field: hers.getByRole('textbox', { name: '写消息' }) };
}

test('what the bot offers inline is walked by keys, chosen, and stands in the chat as one’s own', async () => {
  const { hers, results, field, sees, page, complaints } = await chatting();
  await field.fill('@niangjia_bot 金隅');
  await results.first().waitFor();
  expect(await results.first().innerText()).toContain('金隅楼宇工会联合会 1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => results.nth(1).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  const own = hers.locator('.message.out').filter({ hasText: '通过 @niangjia_bot' });
  await own.getByText('金隅楼宇工会 2').waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await results.count()).toBe(0);
  await own.getByRole('button', { name: '去看看' }).click();
  await sees(worker, '从链接来：u_2');
  expect(page.context().pages()).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('what is chosen for somebody else arrives on that phone, and its button leads to the bot', async () => {
  const { playground, hers, results, field, phone, sees } = await chatting();
  await field.fill('@niangjia_bot 金隅');
  await hers.getByLabel('发到').selectOption(String(member));
  await results.filter({ hasText: /联合会 3/ }).click();
  await hers.getByText('已发给周建国').waitFor();
  expect(await hers.locator('.message.out').filter({ hasText: '金隅' }).count()).toBe(0);
  const received = phone(member).locator('.message.in').filter({ hasText: '金隅楼宇工会 3' });
  await received.getByText('林小雨').waitFor();
  // They have not met: she is still invited to press START.
  await phone(member).getByRole('button', { name: '开始', exact: true }).waitFor();
  expect(playground.world.chat(member)?.started).toBe(false);
  await received.getByRole('button', { name: '去看看' }).click();
  await sees(member, '从链接来：u_3');
});

test('more is offered when the end of the list comes near', async () => {
  const { results, field, page } = await chatting();
  await field.fill('@niangjia_bot 金隅');
  await expect.poll(() => results.count()).toBe(10);
  await results.last().scrollIntoViewIfNeeded();
  await expect.poll(() => results.count()).toBe(20);
  await results.last().scrollIntoViewIfNeeded();
  await expect.poll(() => results.count()).toBe(30);
  await field.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => results.last().getAttribute('aria-selected')).toBe('true');
});

test('nothing found is said, and the button above leads to the bot', async () => {
  const { hers, field, sees } = await chatting();
  await field.fill('@niangjia_bot 没有');
  await hers.getByText('没有找到。').waitFor();
  await hers.getByRole('button', { name: '不是这些？告诉我你在哪栋楼' }).click();
  await sees(worker, '从链接来：find');
  expect(await field.inputValue()).toBe('');
});

test('Enter sends no half-typed query while the bot is asked; Escape puts the offer away', async () => {
  const { playground, hers, results, field, page } = await chatting();
  await field.fill('@niangjia_bot 慢');
  await page.keyboard.press('Enter');
  await hers.locator('.inline-panel .spinner').waitFor();
  await results.first().waitFor();
  expect(await field.inputValue()).toBe('@niangjia_bot 慢');
  await page.keyboard.press('Escape');
  await results.first().waitFor({ state: 'detached' });
  expect(playground.world.chat(worker)?.messages.some(({ text }) => text?.includes('慢'))).toBe(false);
});

test('a late answer to an earlier query is not shown', async () => {
  const { results, field, page } = await chatting();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/inline', async (route) => {
    if (route.request().postData()?.includes('金隅')) await held;
    await route.continue();
  });
  const asked = page.waitForRequest('**/inline');
  await field.fill('@niangjia_bot 金隅');
  await asked;
  await field.fill('@niangjia_bot 物华');
  await results.filter({ hasText: '物华' }).first().waitFor();
  const late = page.waitForResponse('**/inline');
  release();
  await (await late).finished();
  expect(await results.filter({ hasText: '金隅' }).count()).toBe(0);
});

test('typing “@” offers the bot’s name; a button of the bot types a query for others', async () => {
  const { hers, results, field, say, page } = await chatting();
  await field.fill('@nia');
  await hers.getByText('@niangjia_bot').waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(() => field.inputValue()).toBe('@niangjia_bot ');
  await field.fill('');
  await say(worker, 'share');
  await hers.getByRole('button', { name: '发给同事' }).click();
  await results.first().waitFor();
  expect(await field.inputValue()).toBe('@niangjia_bot 金隅');
  expect(await hers.getByLabel('发到').inputValue()).toBe(String(member));
});

test('a bot that does not answer is said to be silent', async () => {
  const { hers, field, page } = await chatting();
  await page.route('**/inline', (route) => route.fulfill({ status: 409, json: { error: 'silence' } }));
  await field.fill('@niangjia_bot 金隅');
  await hers.getByText('机器人没有回答。').waitFor();
});
