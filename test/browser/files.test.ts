import { expect, test } from 'vitest';
import { png } from './png.ts';
import { upload } from './scripted-bot.ts';
import { type Stage, type StageOptions, stages } from './stage.ts';

const worker = 101;

const open = stages();

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const smallPhone: StageOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The bot sends an album of so many pictures. */
async function sendAlbum({ playground }: Stage, count: number): Promise<void> {
  const pictures = Array.from({ length: count }, (_, index) => `picture${index}`);
  const media = pictures.map((name, index) => ({
    type: 'photo',
    media: `attach://${name}`,
    ...(index === 0 && { caption: '上个月的活动' }),
  }));
  const files = pictures.map((name, index) => [name, new File([png(60 + index, 40)], `${name}.png`)]);
  const fields = { chat_id: worker, media: JSON.stringify(media), ...Object.fromEntries(files) };
  await upload(playground, 'sendMediaGroup', fields);
}

test.each([
  ['at phone width', smallPhone],
  ['at a desk', {}],
])('a table and a poster from the bot are tiles with name and size, %s', async (_where, options) => {
  const { playground, phone, say, sees, page, complaints } = await open(options);
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  const table = new File(['PK'.repeat(1024)], '单位名册-金融街街道-2026年11月.xlsx', { type: xlsx });
  const poster = new File(['%PDF-1.4'], '金隅大厦 海报.pdf', { type: 'application/pdf' });
  await upload(playground, 'sendDocument', { chat_id: worker, document: table, caption: '请核对' });
  await upload(playground, 'sendDocument', { chat_id: worker, document: poster });
  const tile = phone(worker).locator('.file-card').filter({ hasText: '单位名册' });
  await tile.getByText('2 KB').waitFor();
  expect(await tile.locator('.file-sheet').innerText()).toMatch(/xlsx/i);
  const download = page.waitForEvent('download');
  await tile.click();
  expect((await download).suggestedFilename()).toBe('单位名册-金融街街道-2026年11月.xlsx');
  const sheet = phone(worker).locator('.file-card').filter({ hasText: '海报' });
  expect(await sheet.getAttribute('target')).toBe('_blank');
  const answer = await fetch(playground.url + (await sheet.getAttribute('href')));
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  // No browser shows a PDF that stands in a sandbox.
  expect(answer.headers.get('content-security-policy')).toBeNull();
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBe(page.viewportSize()?.width);
  expect(complaints).toEqual([]);
});

test('a picture has its room before it is there, and is opened large with its words', async () => {
  const opened = await open(smallPhone);
  const { playground, phone, say, sees, page } = opened;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/world/files/**', async (route) => {
    await held;
    await route.continue();
  });
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  const photo = new File([png(620, 877)], 'poster.png', { type: 'image/png' });
  await upload(playground, 'sendPhoto', { chat_id: worker, photo, caption: '扫一扫，找到你的工会。' });
  await sees(worker, '扫一扫');
  const picture = phone(worker).locator('.photo');
  const room = () => picture.evaluate((element) => [element.clientWidth, element.clientHeight]);
  const before = await room();
  expect((before[1] ?? 0) / (before[0] ?? 1)).toBeCloseTo(877 / 620, 1);
  release();
  await expect
    .poll(() => picture.locator('img').evaluate((image) => 'naturalWidth' in image && image.naturalWidth))
    .toBe(620);
  expect(await room()).toEqual(before);
  await picture.click();
  const large = phone(worker).getByRole('dialog');
  await large.getByText('扫一扫，找到你的工会。').waitFor();
  const box = await large.locator('img').boundingBox();
  expect((box?.height ?? 0) / (box?.width ?? 1)).toBeCloseTo(877 / 620, 1);
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
});

test('an album is one bubble with one caption; its pictures are leafed through', async () => {
  const { phone, page, ...opened } = await open();
  await opened.say(worker, 'hello');
  await opened.sees(worker, '你说：hello');
  await sendAlbum({ phone, page, ...opened }, 5);
  const bubble = phone(worker).locator('.message.in').filter({ hasText: '上个月的活动' });
  await expect.poll(() => bubble.locator('.photo').count()).toBe(5);
  expect(await phone(worker).locator('.message.in').count()).toBe(3);
  await bubble.locator('.photo').last().click();
  const large = phone(worker).getByRole('dialog');
  await large.getByText('5 / 5').waitFor();
  await page.keyboard.press('ArrowRight');
  await large.getByText('1 / 5').waitFor();
  await large.getByRole('button', { name: '关上' }).click();
  await large.waitFor({ state: 'detached' });
});

test('who reads further up stays there, however many pictures come and however late they load', async () => {
  const { phone, page, ...opened } = await open(smallPhone);
  const { playground, say, sees } = opened;
  await say(worker, 'hello');
  await sees(worker, '你说：hello');
  for (let count = 0; count < 6; count += 1) await sendAlbum({ phone, page, ...opened }, 3);
  await expect.poll(() => phone(worker).locator('.photo').count()).toBe(18);
  const list = phone(worker).locator('.messages');
  const fromTop = () => list.evaluate((element) => element.scrollTop);
  const fromEnd = () =>
    list.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
  await expect.poll(fromEnd).toBeLessThan(2);
  await list.hover();
  await page.mouse.wheel(0, -900);
  await expect.poll(fromEnd).toBeGreaterThan(800);
  const place = await fromTop();
  await upload(playground, 'sendPhoto', {
    chat_id: worker,
    photo: new File([png(400, 300)], 'a.png'),
    caption: '又一张',
  });
  await sees(worker, '又一张');
  await phone(worker).locator('.jump-down .badge').waitFor();
  expect(await fromTop()).toBe(place);
});

test('a table goes out from the attach menu under its own name and type', async () => {
  const { playground, phone, say, sees, page } = await open();
  await say(worker, 'hello');
  await phone(worker).getByRole('button', { name: '附件' }).click();
  const chooser = page.waitForEvent('filechooser');
  await phone(worker).getByRole('menuitem', { name: '文件' }).click();
  await (await chooser).setFiles({ name: '单位名册.xlsx', mimeType: '', buffer: Buffer.from('PK') });
  await phone(worker).getByRole('dialog').getByText('单位名册.xlsx').waitFor();
  await page.keyboard.press('Enter');
  await sees(worker, `收到 单位名册.xlsx（${xlsx}）`);
  const sent = playground.world.chat(worker)?.messages.findLast(({ document }) => document);
  expect(playground.world.files.byId(sent?.document?.file_id ?? '')?.bytes.toString()).toBe('PK');
});

test('a file dropped on a phone goes out from it', async () => {
  const { phone, say, sees, page } = await open();
  await say(worker, 'hello');
  const transfer = await page.evaluateHandle(`
    (() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['楼,人'], '名册.csv', { type: 'application/vnd.ms-excel' }));
      return transfer;
    })()
  `);
  const messages = phone(worker).locator('.messages');
  await messages.dispatchEvent('dragover', { dataTransfer: transfer });
  await phone(worker).getByText('松开，发给机器人').waitFor();
  await messages.dispatchEvent('drop', { dataTransfer: transfer });
  await phone(worker).getByRole('dialog').getByText('名册.csv').waitFor();
  await page.keyboard.press('Enter');
  await sees(worker, '收到 名册.csv（text/csv）');
});
