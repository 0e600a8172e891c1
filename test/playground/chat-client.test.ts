import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message, Update } from '../../src/playground/world/telegram.ts';
import { connectTown, type Town } from '../support/chat-client.ts';
import { type Harness, openPlayground, png } from './harness.ts';

let harness: Harness;
let town: Town;
let stopBot: () => void;

beforeEach(async () => {
  harness = await openPlayground();
  town = await connectTown(harness.playground.url, { timeout: 2000 });
  stopBot = runBot(harness);
});

afterEach(async () => {
  await town.close();
  stopBot();
});

const menu = {
  inline_keyboard: [
    [
      { text: '加入工会', callback_data: 'join' },
      { text: '地图', url: 'https://example.com/map' },
    ],
  ],
};
const askPhone = { keyboard: [[{ text: '发送号码', request_contact: true }]], one_time_keyboard: true };

/** A small bot that polls, as bots do. */
function runBot({ call }: Harness): () => void {
  let running = true;
  const send = (chat_id: number, text: string, extra: object = {}) =>
    call('sendMessage', { chat_id, text, parse_mode: 'HTML', ...extra });
  const answer = async (update: Update): Promise<void> => {
    if ('callback_query' in update) {
      const { id, data, message, from } = update.callback_query;
      const target = { chat_id: from.id, message_id: message?.message_id };
      await call('answerCallbackQuery', {
        callback_query_id: id,
        ...(data === 'silent' ? {} : { text: `按了 ${data}` }),
      });
      if (data === 'join')
        await call('editMessageText', {
          ...target,
          text: '请稍候',
          reply_markup: { inline_keyboard: [[{ text: '返回', callback_data: 'back' }]] },
        });
      return;
    }
    if ('inline_query' in update) {
      const { id, query } = update.inline_query;
      const reply_markup = {
        inline_keyboard: [[{ text: '去看看', url: 'https://t.me/niangjia_bot?start=u_1' }]],
      };
      const input_message_content = { message_text: `${query}的工会` };
      const card = {
        type: 'article',
        id: 'u1',
        title: `${query}联合会`,
        input_message_content,
        reply_markup,
      };
      await call('answerInlineQuery', { inline_query_id: id, results: query === '没有' ? [] : [card] });
      return;
    }
    if (!('message' in update)) return;
    await onMessage(update.message);
  };
  const onMessage = async ({
    text,
    contact,
    photo,
    document,
    location,
    chat,
    via_bot,
  }: Message): Promise<void> => {
    if (via_bot) return;
    if (document) {
      await call('sendDocument', { chat_id: chat.id, document: document.file_id, caption: '还给你' });
    } else if (location) await send(chat.id, `纬度 ${location.latitude}`);
    else if (contact) {
      await send(chat.id, '收到', { reply_markup: { remove_keyboard: true } });
      await send(chat.id, `号码 ${contact.phone_number}`, { reply_markup: menu });
    } else if (photo) await send(chat.id, `照片 ${photo[0]?.width}`);
    else if (text?.startsWith('/start'))
      await send(chat.id, `<b>欢迎</b> ${text.slice(7)}`, { reply_markup: menu });
    else if (text === '号码') await send(chat.id, '请发号码', { reply_markup: askPhone });
    else if (text === '稍后') setTimeout(() => void send(chat.id, '提醒你'), 100);
    else if (text !== '安静') await send(chat.id, `你说 ${text}`);
  };
  const loop = (async () => {
    let offset = 0;
    while (running) {
      const { result } = await call('getUpdates', { offset, timeout: 1 });
      const updates = result as Update[];
      await Promise.all(updates.map(answer));
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
    }
  })();
  // The last poll ends with the playground.
  loop.catch(() => undefined);
  return () => {
    running = false;
  };
}

describe('talking', () => {
  test('a message, its answer as text, as HTML, with its buttons', async () => {
    const wang = await town.person({ first_name: '王' });
    const screen = await wang.follows('b_abc');
    expect(screen).toMatchObject({
      text: '欢迎 b_abc',
      html: '<b>欢迎</b> b_abc',
      buttons: [['加入工会', '地图']],
      edited: false,
    });
    expect(screen.after_ms).toBeGreaterThan(0);
    expect((await wang.says('你好')).text).toBe('你说 你好');
    expect(wang.inbox().map(({ text }) => text)).toEqual(['欢迎 b_abc', '你说 你好']);
  });

  test('a tap by part of the label: the toast and the edited screen', async () => {
    const wang = await town.person({ first_name: '王' });
    await wang.says('/start');
    expect(await wang.taps('加入')).toMatchObject({
      text: '请稍候',
      edited: true,
      toast: '按了 join',
      buttons: [['返回']],
    });
    expect(await wang.taps('返回')).toMatchObject({ text: '请稍候', toast: '按了 back' });
    expect(await wang.tapsData('forged')).toMatchObject({ toast: '按了 forged' });
    expect((await wang.tapsData('silent')).toast).toBeUndefined();
  });

  test('both messages of one reaction belong to it', async () => {
    const wang = await town.person({ first_name: '王', phone: '8613912345678' });
    expect((await wang.says('号码')).keyboard).toEqual([['发送号码']]);
    expect(await wang.sharesContact()).toMatchObject({ text: '号码 8613912345678', keyboard: [] });
    expect((await wang.sharesContact({ phone_number: '1', first_name: '别人' })).text).toBe('号码 1');
    expect((await wang.sendsPhoto(png(64, 48))).text).toBe('照片 64');
  });

  test('a file goes out under its name, and comes back', async () => {
    const wang = await town.person({ first_name: '王' });
    const mime = 'text/csv';
    expect((await wang.sendsDocument({ name: '名册.csv', data: '楼,人\n', mime })).text).toBe('还给你');
    expect(await wang.receivesFile()).toEqual({
      kind: 'document',
      name: '名册.csv',
      mime,
      caption: '还给你',
      bytes: Buffer.from('楼,人\n'),
    });
    await expect(wang.receivesFile(20)).rejects.toThrow(/王 waited 20 ms in vain for a file/);
    expect((await wang.sharesLocation({ latitude: 39.9, longitude: 116.3 })).text).toBe('纬度 39.9');
  });

  test('what the bot offers inline is chosen, and found by whom it is sent to', async () => {
    const wang = await town.person({ first_name: '王' });
    const zhou = await town.person({ first_name: '周' });
    const offer = await wang.inline('金隅', { to: zhou });
    expect(offer.results.map(({ title }) => title)).toEqual(['金隅联合会']);
    const message = await wang.chooses(offer, '金隅');
    expect(message).toMatchObject({ text: '金隅的工会', from: { id: wang.id }, chat: { id: zhou.id } });
    expect((await zhou.follows(await zhou.opens('去看看'))).text).toBe('欢迎 u_1');
    const nothing = await wang.inline('没有');
    await expect(wang.chooses(nothing, '金隅')).rejects.toThrow('王 was not offered “金隅”');
  });

  test('links open', async () => {
    const wang = await town.person({ first_name: '王' });
    await wang.says('/start');
    expect(await wang.opens('地图')).toBe('https://example.com/map');
  });

  test('what comes unprompted can be waited for, and silence too', async () => {
    const wang = await town.person({ first_name: '王' });
    await wang.says('/start');
    await harness.call('sendMessage', { chat_id: wang.id, text: '通知一' });
    await harness.call('sendMessage', { chat_id: wang.id, text: '通知二' });
    expect((await wang.waitsFor(/通知/)).text).toBe('通知一');
    expect((await wang.waitsFor(/通知/)).text).toBe('通知二');
    await wang.silence(50);
    setTimeout(() => void harness.call('sendMessage', { chat_id: wang.id, text: '打扰了' }), 20);
    await expect(wang.silence(500)).rejects.toThrow('王 expected silence, but: 打扰了');
  });
});

describe('what goes wrong says what there is', () => {
  test('no reaction', async () => {
    const wang = await town.person({ first_name: '王' });
    await wang.says('/start');
    await expect(wang.says('安静')).rejects.toThrow(
      /王 got no reaction within 2000 ms.*\n欢迎.*\n加入工会 \| 地图/s,
    );
  });

  test('no such button', async () => {
    const wang = await town.person({ first_name: '王' });
    await wang.says('/start');
    await expect(wang.taps('退出')).rejects.toThrow(/finds no button “退出”.*\n加入工会 \| 地图/s);
  });

  test('nothing said', async () => {
    const wang = await town.person({ first_name: '王' });
    await wang.says('/start');
    await expect(wang.waitsFor(/加薪/, 50)).rejects.toThrow(/waited 50 ms in vain for \/加薪\//);
    await wang.blocks();
    await expect(wang.says('喂')).rejects.toThrow(/blocked/);
    await wang.unblocks();
    expect((await wang.says('喂')).text).toBe('你说 喂');
  });
});

test('sixty people at once, each with her own answers', async () => {
  const crowd = await connectTown(harness.playground.url, { timeout: 20_000, until: 'first' });
  const people = await Promise.all(
    Array.from({ length: 60 }, (_, index) => crowd.person({ first_name: `居民${index}` })),
  );
  const heard = await Promise.all(
    people.map(async (person) => {
      await person.says('/start');
      await person.taps('加入');
      return (await person.says(person.name)).text;
    }),
  );
  await crowd.close();
  expect(heard).toEqual(people.map(({ name }) => `你说 ${name}`));
}, 30_000);
