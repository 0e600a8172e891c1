import { z } from 'zod';
import { type Language, languages } from './domain/language.ts';
import type { LogLevel } from './log.ts';

/** How updates come in, and from whom. */
export type Telegram =
  | { readonly kind: 'playground' }
  | { readonly kind: 'polling'; readonly token: string; readonly apiRoot: string }
  | {
      readonly kind: 'webhook';
      readonly token: string;
      readonly apiRoot: string;
      readonly url: string;
      readonly secret: string;
    };

export interface Config {
  readonly telegram: Telegram;
  /** Unset: the PostgreSQL that comes with the project. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  readonly adminIds: readonly number[];
  /** Unset: one is made and kept in the data folder, which is good enough to try the bot out. */
  readonly dataKey: Buffer | undefined;
  /** Keys that still open what they encrypted, until `rotate-key` has come by. */
  readonly dataKeysOld: readonly Buffer[];
  readonly timeZone: string;
  readonly languageDefault: Language;
  readonly broadcastPerSecond: number;
  /** Null: nothing is paid for. */
  readonly paidBroadcast: { readonly perSecond: number; readonly starsPerMonth: number } | null;
  readonly logLevel: LogLevel;
  readonly dataDir: string;
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

const unsetWhenEmpty = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(unsetWhenEmpty, schema.optional());
const withDefault = <Schema extends z.ZodType>(schema: Schema, value: string) =>
  z.preprocess((given) => unsetWhenEmpty(given) ?? value, schema);
const webAddress = (protocols: RegExp, what: string) =>
  z.url({ protocol: protocols, error: `must be ${what}` });

const dataKey = z
  .base64('must be base64')
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'must be 32 bytes in base64: openssl rand -base64 32');

const Environment = z.object({
  BOT_TOKEN: optional(
    z.string().regex(/^\d+:[\w-]{20,}$/u, 'must look like 123456789:ABC…, as @BotFather gave it'),
  ),
  DATABASE_URL: optional(
    webAddress(/^postgres(ql)?$/u, 'an address such as postgresql://user:password@host:5432/name'),
  ),
  TELEGRAM_API_ROOT: withDefault(
    webAddress(/^https?$/u, 'an http or https address'),
    'https://api.telegram.org',
  ),
  WEBHOOK_URL: optional(webAddress(/^https?$/u, 'the https address that Telegram should call')),
  WEBHOOK_SECRET: optional(z.string().regex(/^[\w-]{16,256}$/u, 'must be 16 to 256 letters, digits, _ or -')),
  PORT: withDefault(z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535), '8080'),
  ADMIN_IDS: withDefault(
    z
      .string()
      .transform((text) => text.split(/[\s,]+/u).filter((id) => id !== ''))
      .refine((ids) => ids.every((id) => /^\d{1,15}$/u.test(id)), 'must be Telegram ids, separated by commas')
      .transform((ids) => ids.map(Number)),
    ',',
  ),
  DATA_KEY: optional(dataKey),
  DATA_KEYS_OLD: withDefault(
    z
      .string()
      .transform((text) => text.split(/[\s,]+/u).filter((key) => key !== ''))
      .pipe(z.array(dataKey)),
    ',',
  ),
  TZ_DEFAULT: withDefault(
    z.string().refine(isTimeZone, 'must be a time zone such as Asia/Shanghai'),
    'Asia/Shanghai',
  ),
  LANGUAGE_DEFAULT: withDefault(z.enum(languages), 'zh'),
  BROADCAST_PER_SECOND: withDefault(z.coerce.number().min(0.1).max(10_000), '25'),
  BROADCAST_PAID_PER_SECOND: withDefault(z.coerce.number().min(0).max(1_000), '0'),
  BROADCAST_PAID_STARS_CAP: withDefault(z.coerce.number().int().min(0).max(10_000_000), '0'),
  LOG_LEVEL: withDefault(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
  DATA_DIR: withDefault(z.string(), './data'),
});

/** Every setting there is; .env.example explains them. */
export const settingNames: readonly string[] = Object.keys(Environment.shape);

/** Reads all settings and reports every fault at once, by name. Values never appear in a fault. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ParsedConfig {
  const parsed = Environment.safeParse(env);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
  const given = (name: string) => unsetWhenEmpty(env[name]) !== undefined;
  if (given('WEBHOOK_URL') !== given('WEBHOOK_SECRET')) {
    faults.push(
      `${given('WEBHOOK_URL') ? 'WEBHOOK_SECRET' : 'WEBHOOK_URL'}: is needed too; the two go together`,
    );
  }
  const paid = parsed.success ? parsed.data.BROADCAST_PAID_PER_SECOND : 0;
  if (paid > 0 && !given('BROADCAST_PAID_STARS_CAP')) {
    faults.push('BROADCAST_PAID_STARS_CAP: is needed too, so that nobody pays more than she meant to');
  }
  if (given('WEBHOOK_URL') && !given('BOT_TOKEN')) faults.push('BOT_TOKEN: is needed for a webhook');
  if (given('BOT_TOKEN') && !given('DATA_KEY')) {
    faults.push(
      'DATA_KEY: is required with a real token; make one with openssl rand -base64 32 and keep it safe',
    );
  }
  if (given('DATA_KEYS_OLD') && !given('DATA_KEY')) faults.push('DATA_KEY: is needed beside DATA_KEYS_OLD');
  if (!parsed.success || faults.length > 0) return { ok: false, faults };

  const values = parsed.data;
  return {
    ok: true,
    config: {
      telegram: telegramOf(values),
      databaseUrl: values.DATABASE_URL,
      port: values.PORT,
      adminIds: values.ADMIN_IDS,
      dataKey: values.DATA_KEY,
      dataKeysOld: values.DATA_KEYS_OLD,
      timeZone: values.TZ_DEFAULT,
      languageDefault: values.LANGUAGE_DEFAULT,
      broadcastPerSecond: values.BROADCAST_PER_SECOND,
      paidBroadcast:
        values.BROADCAST_PAID_PER_SECOND > 0
          ? {
              perSecond: values.BROADCAST_PAID_PER_SECOND,
              starsPerMonth: values.BROADCAST_PAID_STARS_CAP,
            }
          : null,
      logLevel: values.LOG_LEVEL,
      dataDir: values.DATA_DIR,
    },
  };
}

function telegramOf(values: z.output<typeof Environment>): Telegram {
  const { BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = values;
  if (token === undefined) return { kind: 'playground' };
  if (url === undefined || secret === undefined) return { kind: 'polling', token, apiRoot };
  return { kind: 'webhook', token, apiRoot, url, secret };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
