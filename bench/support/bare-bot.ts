import postgres from 'postgres';
import { type Context, session, Telegraf } from 'telegraf';

/*
 * What a plain bot costs, to compare ours with: telegraf as it comes, its sessions in PostgreSQL, nothing durable. It
 * answers a message with a message and a tap with an edit.
 */

interface BareContext extends Context {
  session: { seen: number };
}

const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '', DATABASE_URL = '' } = process.env;
const sql = postgres(DATABASE_URL, { max: 10, onnotice: () => undefined });
await sql`create table if not exists bare_sessions (key text primary key, value jsonb not null)`;

const bot = new Telegraf<BareContext>(BOT_TOKEN, { telegram: { apiRoot: TELEGRAM_API_ROOT } });
bot.use(
  session({
    defaultSession: () => ({ seen: 0 }),
    store: {
      get: async (key) => (await sql`select value from bare_sessions where key = ${key}`)[0]?.value,
      set: async (key, value) =>
        void (await sql`insert into bare_sessions values (${key}, ${sql.json(value as { seen: number })})
                        on conflict (key) do update set value = excluded.value`),
      delete: async (key) => void (await sql`delete from bare_sessions where key = ${key}`),
    },
  }),
);
const rows = [[{ text: '更多', callback_data: 'more' }], [{ text: '收起', callback_data: 'less' }]];
bot.on('message', async (ctx) => {
  ctx.session.seen += 1;
  await ctx.reply(`第 ${ctx.session.seen} 条`, { reply_markup: { inline_keyboard: rows } });
});
bot.on('callback_query', async (ctx) => {
  ctx.session.seen += 1;
  await Promise.all([
    ctx.answerCbQuery(),
    ctx.editMessageText(`第 ${ctx.session.seen} 次`, { reply_markup: { inline_keyboard: rows } }),
  ]);
});
void bot.launch({ allowedUpdates: ['message', 'callback_query'] }, () => console.log('bare bot ready'));
process.once('SIGTERM', () => {
  bot.stop();
  void sql.end({ timeout: 1 }).then(() => process.exit(0));
});
