import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startProgram } from '../bench/support/process.ts';
import { launchChromium } from '../test/browser/chromium.ts';
import { connectTown } from '../test/support/chat-client.ts';

/*
 * npm run screenshots: takes the README's picture from the running playground, with a database of its own that is thrown
 * away. Needs Chromium, and the fonts fonts-noto-cjk and fonts-noto-color-emoji.
 */

const picture = fileURLToPath(new URL('chat.png', import.meta.url));
const worker = '王小雨';
const officer = '周琳';

const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-screenshots-'));
const bot = await startProgram('src/main.ts', {
  env: { BOT_TOKEN: '', DATABASE_URL: '', PORT: '0', DATA_DIR: dataDir },
  until: /playground: (?<url>\S+)/u,
});
try {
  const url = bot.line.groups?.url ?? '';
  await letColleagueApply(url);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1200, height: 860 } });
    await page.goto(url);
    await takePicture(page);
  } finally {
    await browser.close();
  }
} finally {
  await bot.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** So that the officer has something on her desk while the worker still reads the card of her union. */
async function letColleagueApply(url: string): Promise<void> {
  const town = await connectTown(url, { timeout: 20_000 });
  const colleague = await town.person({
    first_name: '一诺',
    last_name: '孙',
    language_code: 'zh-hans',
    phone: '+8613800000109',
  });
  await colleague.follows();
  await colleague.says('金隅大厦');
  await colleague.taps('加入这家工会');
  const units = await colleague.taps('就用“孙一诺”');
  await colleague.taps(units.buttons[0]?.[0] ?? '');
  await colleague.sharesContact();
  await colleague.taps('同意，继续');
  await colleague.taps('提交申请');
  await town.close();
}

async function takePicture(page: Page): Promise<void> {
  const phoneOf = (name: string) => page.getByRole('region', { name, exact: true });
  await page.getByRole('button', { name: '知道了' }).click();
  for (const name of ['李晓晨', 'Amina Yusuf']) {
    await page.getByRole('button', { name: `收起 ${name} 的手机` }).click();
  }
  await page.getByRole('button', { name: `打开 ${officer} 的手机` }).click();

  const write = async (name: string, text: string) => {
    const field = phoneOf(name).getByRole('textbox', { name: '写消息' });
    await field.fill(text);
    await field.press('Enter');
  };
  const begin = (name: string) => phoneOf(name).getByRole('button', { name: '开始', exact: true }).click();
  const says = (name: string, text: string | RegExp) =>
    phoneOf(name).locator('.message.in').filter({ hasText: text }).last().waitFor();
  const tap = (name: string, label: string | RegExp) =>
    phoneOf(name).getByRole('button', { name: label }).last().click();

  await begin(officer);
  await says(officer, '工作台');
  await write(officer, '/staff');
  await tap(officer, /^审核申请/u);
  await tap(officer, /^孙/u);
  await says(officer, '姓名：');

  await begin(worker);
  await says(worker, '娘家');
  await write(worker, '金隅大厦');
  await says(worker, '金隅阳光');

  // Focus off the buttons, fonts loaded, scrolling at rest.
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement?.blur(); document.fonts.ready.then(() => undefined)');
  await page.waitForTimeout(800);
  await page.screenshot({ path: picture, animations: 'disabled' });
}
