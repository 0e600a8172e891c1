import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type NewPerson, type Playground, startPlayground } from '../../src/playground/http.ts';
import { launchChromium } from './chromium.ts';
import { runBot, type Script, showcase } from './scripted-bot.ts';

const cast: NewPerson[] = [
  { id: 101, first_name: '小雨', last_name: '林', language_code: 'zh-hans', phone: '+8619900000101' },
  { id: 102, first_name: '建国', last_name: '周', language_code: 'zh-hans', phone: '+8619900000102' },
  { id: 103, first_name: 'Amina', language_code: 'en', phone: '+8619900000103' },
];

/** A playground with a bot in it, and one browser window looking at its page. */
export interface Stage {
  playground: Playground;
  page: Page;
  /** What went wrong in the window, security refusals included. */
  complaints: string[];
  phone(person: number): Locator;
  say(person: number, text: string): Promise<void>;
  sees(person: number, text: string | RegExp): Promise<void>;
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions extends BrowserContextOptions {
  people?: NewPerson[];
  script?: Script;
  /** Where the playground keeps its world. */
  keepIn?: string;
}

/** One browser for the tests of a file; what a test opens with it is closed behind it. */
export function stages(): (options?: StageOptions) => Promise<Stage> {
  let browser: Browser;
  let stage: Stage | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await stage?.close();
    stage = undefined;
  });
  afterAll(() => browser?.close());
  return async (options) => {
    stage = await openStage(browser, options);
    return stage;
  };
}

async function openStage(browser: Browser, options: StageOptions = {}): Promise<Stage> {
  const { people = cast, script = showcase, keepIn, ...window } = options;
  const town = { people, ...(keepIn && { keepIn }) };
  let playground = await startPlayground(town);
  const { url, token } = playground;
  const bot = runBot({ url, token }, script);
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...window,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.goto(url);
  await page.locator('.phone').first().waitFor();

  const phone = (person: number) => page.locator(`#phone-${person}`);
  return {
    get playground() {
      return playground;
    },
    page,
    complaints,
    phone,
    async say(person, text) {
      const start = phone(person).getByRole('button', { name: '开始', exact: true });
      const field = phone(person).getByRole('textbox', { name: '写消息' });
      await start.or(field).waitFor();
      if (await start.isVisible()) await start.click();
      await field.fill(text);
      await field.press('Enter');
    },
    sees: (person, text) => phone(person).locator('.message.in').filter({ hasText: text }).last().waitFor(),
    async restart(meanwhile) {
      await playground.close();
      await page.getByText('正在重连').waitFor();
      await meanwhile?.();
      playground = await startPlayground({ ...town, port: Number(new URL(url).port) });
    },
    async close() {
      await context.close();
      await bot.stop();
      await playground.close();
    },
  };
}
