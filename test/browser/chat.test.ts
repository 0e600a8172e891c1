import { expect, test } from 'vitest';
import { png } from './png.ts';
import { callApi } from './scripted-bot.ts';
import { stages } from './stage.ts';

const worker = 101;
const member = 102;

const open = stages();

test('a button press edits its message in place', async () => {
  const { phone, say, sees } = await open();
  await say(worker, 'count');
  await sees(worker, '数到 0');
  const messages = await phone(worker).locator('.message').count();
  await phone(worker).getByRole('button', { name: '加一' }).click();
  await sees(worker, '数到 1');
  await phone(worker).getByRole('button', { name: '加一' }).click();
  await sees(worker, /数到 2已修改/);
  expect(await phone(worker).locator('.message').count()).toBe(messages);
  expect(await phone(worker).getByRole('button', { name: '不可用' }).isDisabled()).toBe(true);
});

test('a button shows that it waits until the bot has answered', async () => {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { phone, say } = await open({
    script: async (update, call) => {
      // Only what is typed: a second message like it, in answer to /start, would take the press's place.
      if (update.message?.text === 'x') {
        await call('sendMessage', {
          chat_id: update.message.chat.id,
          text: '?',
          reply_markup: { inline_keyboard: [[{ text: '慢', callback_data: 'slow' }]] },
        });
      }
      if (!update.callback_query) return;
      await answered;
      await call('answerCallbackQuery', { callback_query_id: update.callback_query.id });
    },
  });
  await say(worker, 'x');
  const slow = phone(worker).getByRole('button', { name: '慢' });
  await slow.click();
  await expect.poll(() => slow.getAttribute('aria-busy')).toBe('true');
  answer();
  await expect.poll(() => slow.getAttribute('aria-busy')).toBe('false');
});

test('answers to a button come as a toast or as an alert, on that phone only', async () => {
  const { phone, say, page } = await open();
  await say(worker, 'count');
  await phone(worker).getByRole('button', { name: '提示' }).click();
  await phone(worker).getByRole('status').getByText('收到你的点击').waitFor();
  expect(await phone(member).getByText('收到你的点击').count()).toBe(0);
  await phone(worker).getByRole('button', { name: '提醒' }).click();
  const alert = page.getByRole('alertdialog');
  await alert.getByText('请看这里').waitFor();
  await page.keyboard.press('Enter');
  await alert.waitFor({ state: 'detached' });
});

test('a deleted message vanishes', async () => {
  const { phone, say, sees } = await open();
  await say(worker, 'count');
  await sees(worker, '数到 0');
  await phone(worker).getByRole('button', { name: '删掉' }).click();
  await phone(worker).getByText('数到 0').waitFor({ state: 'detached' });
});

test('copy_text puts its text on the clipboard', async () => {
  const { phone, say, page } = await open();
  await say(worker, 'count');
  await phone(worker).getByRole('button', { name: '复制', exact: true }).click();
  await page.getByText('已复制').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('暗号');
});

test('the own number is shared from the reply keyboard, after asking', async () => {
  const { phone, say, sees } = await open();
  await say(worker, 'phone');
  await phone(worker).getByRole('button', { name: '分享号码' }).click();
  const sheet = phone(worker).getByRole('dialog');
  await sheet.getByText('+8619900000101').waitFor();
  await sheet.getByRole('button', { name: '分享号码' }).click();
  await sees(worker, /号码 \+?8619900000101，本人/);
  await phone(worker).locator('.reply-keyboard').waitFor({ state: 'detached' });
});

test('a location is chosen from known places', async () => {
  const { phone, say, sees } = await open();
  await say(worker, 'phone');
  await phone(worker).getByRole('button', { name: '在哪里' }).click();
  await phone(worker).getByRole('button', { name: '西直门' }).click();
  await phone(worker).getByRole('button', { name: '发送这个位置' }).click();
  await sees(worker, '纬度 39.94');
});

test('a photo goes out with its caption, and comes back to be seen', async () => {
  const { phone, say, sees, page, complaints } = await open();
  await say(worker, 'hello');
  await phone(worker).getByRole('button', { name: '附件' }).click();
  const chooser = page.waitForEvent('filechooser');
  await phone(worker).getByRole('menuitem', { name: '图片' }).click();
  await (await chooser).setFiles({ name: 'tiles.png', mimeType: 'image/png', buffer: png(48, 32) });
  await phone(worker).getByLabel('说明').fill('砖');
  await phone(worker).getByRole('button', { name: '发送', exact: true }).last().click();
  await sees(worker, '看到了：砖');
  const picture = phone(worker).locator('.message.in .photo img');
  await expect
    .poll(() => picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth))
    .toBe(48);
  await phone(worker).locator('.message.in .photo').click();
  await phone(worker).getByRole('dialog').locator('img').waitFor();
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

test('deep links are followed in the same chat, pasted or tapped', async () => {
  const { phone, say, sees, page } = await open();
  await phone(worker).getByRole('button', { name: '更多' }).click();
  await phone(worker).getByRole('menuitem', { name: '打开 t.me 链接' }).click();
  await phone(worker).getByRole('textbox').last().fill('https://t.me/niangjia_bot?start=b_42');
  await page.keyboard.press('Enter');
  await sees(worker, '从链接来：b_42');
  await say(worker, 'rich');
  await phone(worker).getByRole('link', { name: '进来' }).click();
  await sees(worker, '从链接来：b_9');
  expect(page.context().pages()).toHaveLength(1);
});

test('entities are shown as what they are, and commands can be tapped', async () => {
  const { phone, say, sees } = await open();
  await say(worker, 'rich');
  await sees(worker, '引文');
  const message = phone(worker).locator('.message.in').last();
  for (const [tag, text] of Object.entries({
    strong: '粗',
    em: '斜',
    u: '划',
    s: '删',
    code: '码',
    blockquote: '引文',
  })) {
    expect(await message.locator(tag).textContent()).toBe(text);
  }
  await message.getByRole('button', { name: '点一下显示' }).click();
  await message.locator('.revealed').waitFor();
  await message.getByRole('button', { name: '/help' }).click();
  await sees(worker, '你说：/help');
});

test('what a bot writes is never read as HTML', async () => {
  const { phone, say, page, complaints } = await open();
  await say(worker, 'html');
  await phone(worker).getByText('<b>不是粗体</b>').waitFor();
  expect(await phone(worker).locator('.words img, .words b').count()).toBe(0);
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(complaints).toEqual([]);
});

test('own messages can be edited, and messages replied to and forwarded', async () => {
  const { phone, say, sees, page } = await open();
  await say(worker, '初稿');
  await sees(worker, '你说：初稿');
  const own = phone(worker).locator('.message.out').filter({ hasText: '初稿' });
  await own.locator('.bubble').click({ button: 'right' });
  await own.getByRole('menuitem', { name: '修改' }).click();
  await phone(worker).getByRole('textbox', { name: '写消息' }).fill('定稿');
  await page.keyboard.press('Enter');
  await sees(worker, '你改成了：定稿');

  const heard = phone(worker).locator('.message.in').filter({ hasText: '你说：初稿' }).first();
  await heard.hover();
  await heard.getByRole('button', { name: '这条消息的操作' }).click();
  await heard.getByRole('menuitem', { name: '回复' }).click();
  await say(worker, '嗯');
  await sees(worker, '你在回复“你说：初稿”');

  await heard.locator('.bubble').click({ button: 'right' });
  await heard.getByRole('menuitem', { name: '转发给机器人' }).click();
  await phone(worker).locator('.message.out .forwarded').waitFor();
});

test('typing “/” offers the commands, and the keyboard chooses', async () => {
  const { playground, phone, say, sees, page } = await open();
  await callApi(playground, 'setMyCommands', {
    commands: [
      { command: 'find', description: '找工会' },
      { command: 'me', description: '我的资料' },
    ],
  });
  await say(worker, 'hello');
  await phone(worker).getByRole('button', { name: '命令' }).waitFor();
  await phone(worker).getByRole('textbox', { name: '写消息' }).fill('/');
  await phone(worker).getByText('我的资料').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await sees(worker, '你说：/me');
});

test('a Chinese input method’s Enter does not send', async () => {
  const { phone, say, sees, playground } = await open();
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  const field = phone(worker).getByRole('textbox', { name: '写消息' });
  await field.fill('jinyu');
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  expect(await field.inputValue()).toBe('jinyu');
  expect(playground.world.chat(worker)?.messages.some(({ text }) => text === 'jinyu')).toBe(false);
});

test('4,096 characters and right-to-left words are shown whole, and more goes out in parts', async () => {
  const { phone, say, sees } = await open();
  await say(worker, 'مرحبا بكم');
  await sees(worker, 'مرحبا بكم');
  await say(worker, `${'字'.repeat(4096)}尾`);
  await phone(worker).locator('.message.out').filter({ hasText: /^尾/ }).waitFor();
  const sent = phone(worker).locator('.message.out').filter({ hasText: '字' }).locator('.words');
  expect((await sent.textContent())?.replace(/[^字]/g, '')).toHaveLength(4096);
});

test('who blocks the bot can let it in again', async () => {
  const { playground, phone, say } = await open();
  await say(worker, 'hello');
  await phone(worker).getByRole('button', { name: '更多' }).click();
  await phone(worker).getByRole('menuitem', { name: '停用机器人' }).click();
  const unblock = phone(worker).getByRole('button', { name: '重新启用' });
  await unblock.waitFor();
  expect(playground.world.chat(worker)?.blocked).toBe(true);
  await unblock.click();
  await phone(worker).getByRole('textbox', { name: '写消息' }).waitFor();
});
