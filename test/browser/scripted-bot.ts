import type { InlineKeyboardButton, InlineQuery, Message, Update } from '@grammyjs/types';

/** What a scripted bot may call: any method of the Bot API, over HTTP. */
type CallApi = (method: string, parameters: object) => Promise<unknown>;
export type Script = (update: Update, call: CallApi) => Promise<unknown>;

/** One call of the Bot API, as any bot makes it. */
export async function callApi(
  { url, token }: { url: string; token: string },
  method: string,
  parameters: object,
  signal?: AbortSignal,
): Promise<unknown> {
  const response = await fetch(`${url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
    ...(signal ? { signal } : {}),
  });
  const answer = (await response.json()) as { ok: boolean; result?: unknown; description?: string };
  if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
  return answer.result;
}

/** As `callApi`, with a file. */
export async function upload(
  { url, token }: { url: string; token: string },
  method: string,
  fields: Record<string, string | number | File>,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, value instanceof File ? value : String(value));
  }
  const response = await fetch(`${url}/bot${token}/${method}`, { method: 'POST', body: form });
  if (!response.ok) throw new Error(`${method}: ${await response.text()}`);
}

/** A bot of a few lines that knows nothing of the playground but its address: long polling, one script. */
export function runBot(at: { url: string; token: string }, script: Script): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const call: CallApi = (method, parameters) => callApi(at, method, parameters, stopping.signal);

  async function poll(): Promise<void> {
    let offset = 0;
    while (!stopping.signal.aborted) {
      try {
        const updates = (await call('getUpdates', { offset, timeout: 20 })) as Update[];
        for (const update of updates) {
          offset = update.update_id + 1;
          await script(update, call);
        }
      } catch {
        if (stopping.signal.aborted) return;
        // A restarted server numbers its updates anew.
        offset = 0;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  const done = poll();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

const button = (text: string, data: string): InlineKeyboardButton => ({ text, callback_data: data });

const counter = (count: number) => ({
  inline_keyboard: [
    [button('加一', `count:${count + 1}`), button('提示', 'toast'), button('提醒', 'alert')],
    [
      button('删掉', 'delete'),
      { text: '不可用', disabled: {} },
      { text: '复制', copy_text: { text: '暗号' } },
    ],
  ],
});

/** Says back what it gets, in the shapes the page has to show. */
export const showcase: Script = async (update, call) => {
  const query = update.callback_query;
  if (query?.message) {
    const place = { chat_id: query.message.chat.id, message_id: query.message.message_id };
    const [verb, value] = (query.data ?? '').split(':');
    if (verb === 'count') {
      await call('editMessageText', {
        ...place,
        text: `数到 ${value}`,
        reply_markup: counter(Number(value)),
      });
    }
    if (verb === 'delete') await call('deleteMessage', place);
    return call('answerCallbackQuery', {
      callback_query_id: query.id,
      ...(verb === 'toast' ? { text: '收到你的点击' } : {}),
      ...(verb === 'alert' ? { text: '请看这里', show_alert: true } : {}),
    });
  }
  if (update.inline_query) return offer(update.inline_query, call);
  if (update.edited_message)
    return say(call, update.edited_message, `你改成了：${update.edited_message.text}`);
  return update.message && answer(update.message, call);
};

/** Thirty unions, ten at a time; “没有” finds none, “慢” takes its time. */
async function offer({ id, query, offset }: InlineQuery, call: CallApi): Promise<unknown> {
  if (query === '慢') await new Promise((resolve) => setTimeout(resolve, 400));
  const first = Number(offset || 1);
  const numbers = query === '没有' ? [] : Array.from({ length: 10 }, (_, index) => first + index);
  return call('answerInlineQuery', {
    inline_query_id: id,
    cache_time: 0,
    results: numbers.map((number) => ({
      type: 'article',
      id: String(number),
      title: `${query}楼宇工会联合会 ${number}`,
      description: `金融街街道 · 覆盖 ${number} 栋楼，约 15,000 名职工`,
      input_message_content: { message_text: `🏢 <b>${query}楼宇工会 ${number}</b>`, parse_mode: 'HTML' },
      reply_markup: {
        inline_keyboard: [[{ text: '去看看', url: `https://t.me/niangjia_bot?start=u_${number}` }]],
      },
    })),
    next_offset: numbers.length > 0 && first < 21 ? String(first + 10) : '',
    button: { text: '不是这些？告诉我你在哪栋楼', start_parameter: 'find' },
  });
}

async function answer(message: Message, call: CallApi): Promise<unknown> {
  if (message.via_bot) return undefined;
  if (message.contact) {
    const own = message.contact.user_id === message.from?.id ? '本人' : '别人';
    const text = `号码 ${message.contact.phone_number}，${own}`;
    return say(call, message, text, { reply_markup: { remove_keyboard: true } });
  }
  if (message.location) return say(call, message, `纬度 ${message.location.latitude.toFixed(2)}`);
  if (message.document) {
    const { file_name, mime_type } = message.document;
    return say(call, message, `收到 ${file_name}（${mime_type}）`);
  }
  const photo = message.photo?.at(-1);
  if (photo) {
    return call('sendPhoto', {
      chat_id: message.chat.id,
      photo: photo.file_id,
      caption: `看到了：${message.caption}`,
    });
  }
  if (message.reply_to_message) return say(call, message, `你在回复“${message.reply_to_message.text}”`);
  const [word = '', rest = ''] = (message.text ?? '').split(' ', 2);
  switch (word) {
    case '/start':
      return say(call, message, rest ? `从链接来：${rest}` : '你好');
    case 'count':
      return say(call, message, '数到 0', { reply_markup: counter(0) });
    case 'phone':
      return say(call, message, '你的号码？', {
        reply_markup: {
          keyboard: [
            [{ text: '分享号码', request_contact: true }],
            [{ text: '在哪里', request_location: true }, { text: '先不填' }],
          ],
          resize_keyboard: true,
        },
      });
    case 'share':
      return say(call, message, '把工会发给同事', {
        reply_markup: { inline_keyboard: [[{ text: '发给同事', switch_inline_query: '金隅' }]] },
      });
    case 'html':
      return say(call, message, '<img src=x onerror="window.hacked=1"><b>不是粗体</b>');
    case 'rich':
      return say(
        call,
        message,
        '<b>粗</b><i>斜</i><u>划</u><s>删</s><tg-spoiler>谜底</tg-spoiler><code>码</code> ' +
          '<a href="https://t.me/niangjia_bot?start=b_9">进来</a>\n<blockquote>引文</blockquote>\n/help',
        { parse_mode: 'HTML' },
      );
    default:
      return say(call, message, `你说：${message.text?.slice(0, 100) ?? '…'}`);
  }
}

const say = (call: CallApi, to: Message, text: string, more: object = {}) =>
  call('sendMessage', { chat_id: to.chat.id, text, ...more });
