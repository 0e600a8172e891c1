import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig, settingNames } from '../src/config.ts';

const token = '123456789:AAHsecretsecretsecretsecretsecretse';
const key = Buffer.alloc(32, 7).toString('base64');
const live = { BOT_TOKEN: token, DATA_KEY: key };

const configOf = (env: Record<string, string>) => {
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  return parsed.config;
};
const faultsOf = (env: Record<string, string>) => {
  const parsed = parseConfig(env);
  return parsed.ok ? [] : parsed.faults;
};

test('without any setting it is the playground, in Shanghai and Chinese', () => {
  expect(configOf({})).toEqual({
    telegram: { kind: 'playground' },
    databaseUrl: undefined,
    port: 8080,
    adminIds: [],
    dataKey: undefined,
    dataKeysOld: [],
    timeZone: 'Asia/Shanghai',
    languageDefault: 'zh',
    broadcastPerSecond: 25,
    paidBroadcast: null,
    logLevel: 'info',
    dataDir: './data',
  });
});

test('set to nothing is not set', () => {
  expect(configOf(Object.fromEntries(settingNames.map((name) => [name, ' '])))).toEqual(configOf({}));
});

describe('Telegram', () => {
  const apiRoot = 'https://api.telegram.org';

  test('a token means long polling', () => {
    expect(configOf(live).telegram).toEqual({ kind: 'polling', token, apiRoot });
    expect(configOf(live).dataKey).toEqual(Buffer.alloc(32, 7));
  });

  test('an address and a secret mean a webhook', () => {
    const secret = 'a-secret-of-16-or-more';
    const url = 'https://bot.example/hook';
    expect(configOf({ ...live, WEBHOOK_URL: url, WEBHOOK_SECRET: secret }).telegram).toEqual({
      kind: 'webhook',
      token,
      apiRoot,
      url,
      secret,
    });
  });

  test('another server', () => {
    const telegram = configOf({ ...live, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' }).telegram;
    expect(telegram).toMatchObject({ apiRoot: 'http://127.0.0.1:8081' });
  });

  test.each([
    [{ BOT_TOKEN: token }, ['DATA_KEY: is required with a real token']],
    [{ ...live, WEBHOOK_URL: 'https://bot.example/' }, ['WEBHOOK_SECRET: is needed too']],
    [{ ...live, WEBHOOK_SECRET: 'a-secret-of-16-or-more' }, ['WEBHOOK_URL: is needed too']],
    [
      { WEBHOOK_URL: 'https://bot.example/', WEBHOOK_SECRET: 'a-secret-of-16-or-more' },
      ['BOT_TOKEN: is needed for a webhook'],
    ],
    [{ BROADCAST_PAID_PER_SECOND: '100' }, ['BROADCAST_PAID_STARS_CAP: is needed too']],
  ])('what goes together: %j', (env, faults) => {
    expect(faultsOf(env)).toEqual(faults.map((fault) => expect.stringContaining(fault)));
  });
});

test('nothing is paid for unless it is switched on, with a cap', () => {
  expect(configOf({ BROADCAST_PAID_STARS_CAP: '500' }).paidBroadcast).toBeNull();
  const paid = { BROADCAST_PAID_PER_SECOND: '200', BROADCAST_PAID_STARS_CAP: '500' };
  expect(configOf(paid).paidBroadcast).toEqual({ perSecond: 200, starsPerMonth: 500 });
});

test.each([
  ['7,8', [7, 8]],
  [' 7 , 8,\n9 ', [7, 8, 9]],
  [',', []],
])('ADMIN_IDS %j', (text, ids) => {
  expect(configOf({ ADMIN_IDS: text }).adminIds).toEqual(ids);
});

describe('faults', () => {
  const faulty = {
    BOT_TOKEN: 'leaked-token',
    DATABASE_URL: 'mysql://leaked',
    TELEGRAM_API_ROOT: 'ftp://leaked',
    WEBHOOK_URL: 'leaked',
    WEBHOOK_SECRET: 'leaked!',
    PORT: '99999',
    ADMIN_IDS: 'leaked',
    DATA_KEY: 'leaked',
    TZ_DEFAULT: 'Mars/Leaked',
    LANGUAGE_DEFAULT: 'leaked',
    BROADCAST_PER_SECOND: '0',
    LOG_LEVEL: 'leaked',
  };

  test('are reported all at once, each by its name and never with its value', () => {
    const faults = faultsOf(faulty);
    const named = faults.map((fault) => fault.split(':')[0]);
    expect(named.toSorted()).toEqual(Object.keys(faulty).toSorted());
    expect(faults.join('\n')).not.toMatch(/leaked|99999/iu);
  });

  test.each([
    ['ADMIN_IDS', '7;8'],
    ['ADMIN_IDS', '@somebody'],
    ['ADMIN_IDS', '12345678901234567890'],
    ['ADMIN_IDS', `${'1'.repeat(60)}x`],
    ['DATA_KEY', Buffer.alloc(31).toString('base64')],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['BROADCAST_PER_SECOND', 'many'],
    ['BROADCAST_PAID_PER_SECOND', '1001'],
    ['BROADCAST_PAID_STARS_CAP', '-1'],
    ['WEBHOOK_SECRET', 'short'],
    ['DATABASE_URL', 'localhost:5432'],
    ['TZ_DEFAULT', 'Beijing'],
  ])('%s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })[0]).toMatch(new RegExp(`^${name}: `, 'u'));
  });

  test('nothing throws, whatever the environment', () => {
    const env = fc.dictionary(fc.constantFrom(...settingNames), fc.string());
    fc.assert(fc.property(env, (given) => typeof parseConfig(given).ok === 'boolean'));
  });
});
