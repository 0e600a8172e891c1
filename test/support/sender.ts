import { screenPayload } from '../../src/bot/reply.ts';
import { type OnceCall, sendOnce } from '../../src/bot/send-once.ts';
import { systemTimer } from '../../src/bot/timer.ts';
import { BotApi } from '../../src/bot/transport.ts';
import type { Db } from '../../src/db/client.ts';
import { createVault } from '../../src/db/vault.ts';
import { progressScreen } from '../../src/handlers/broadcasts/view.ts';
import { noticeScreen } from '../../src/handlers/notice-view.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { silentLog } from '../../src/log.ts';
import { createSender, type SenderOptions } from '../../src/services/deliver-outbox.ts';

type Options = Partial<Omit<SenderOptions<Record<string, unknown>>, 'db' | 'vault' | 'render' | 'send'>> & {
  /** What it asks of Telegram. */
  readonly onCall?: (call: OnceCall) => void;
};

const botId = 700_000_001;

/** The real sender with the real words, over HTTP to a playground: as app.ts puts it together. */
export function senderFor(db: Db, server: { url: string; token: string }, options: Options = {}) {
  const timeZone = 'Asia/Shanghai';
  const api = new BotApi({ token: server.token, apiRoot: server.url });
  const translations = createTranslations(timeZone);
  const sender = createSender({
    db,
    vault: createVault(Buffer.alloc(32, 7)),
    botId,
    perSecond: Number.POSITIVE_INFINITY,
    languageDefault: 'zh',
    timeZone,
    now: () => new Date(),
    timer: systemTimer,
    log: silentLog,
    lookEveryMs: 50,
    ...options,
    render: (content, { language, needs }) =>
      screenPayload(noticeScreen(content, { needs, timeZone }, translations[language])),
    renderProgress: (facts, language) => screenPayload(progressScreen(facts, translations[language])),
    send(call, signal) {
      options.onCall?.(call);
      return sendOnce(api, call, signal);
    },
  });
  return {
    ...sender,
    async stop(withinMs?: number) {
      await sender.stop(withinMs);
      await api.disconnect();
    },
  };
}
