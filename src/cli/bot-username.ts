import { BotApi } from '../bot/transport.ts';
import type { Telegram } from '../config.ts';

/** As src/playground/http.ts calls its bot. */
const playgroundBot = 'niangjia_bot';

/** What the bot is called in links: Telegram knows, by the token. */
export async function botUsername(telegram: Telegram): Promise<string> {
  if (telegram.kind === 'playground') return playgroundBot;
  const api = new BotApi({ token: telegram.token, apiRoot: telegram.apiRoot });
  try {
    return (await api.getMe()).username;
  } finally {
    await api.disconnect();
  }
}
