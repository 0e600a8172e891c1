import { describe, expect, test } from 'vitest';
import { type Harness, li, openPlayground, png } from './harness.ts';

const notModified =
  '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
const inline = (text: string) => ({ inline_keyboard: [[{ text, callback_data: text }]] });

async function sent({ call }: Harness, parameters: object): Promise<{ chat_id: number; message_id: number }> {
  const { result } = await call('sendMessage', { chat_id: li, ...parameters });
  return { chat_id: li, message_id: (result as { message_id: number }).message_id };
}

describe('editing', () => {
  test('a new text with new buttons; the old ones go', async () => {
    const harness = await openPlayground();
    const message = await sent(harness, { text: '第一页', reply_markup: inline('下一页') });
    const { result } = await harness.call('editMessageText', {
      ...message,
      text: '第二页',
      reply_markup: inline('上一页'),
    });
    expect(result).toMatchObject({
      ...{ message_id: message.message_id },
      text: '第二页',
      reply_markup: inline('上一页'),
    });
    expect(result).toHaveProperty('edit_date');
    const bare = await harness.call('editMessageText', { ...message, text: '完' });
    expect(bare.result).not.toHaveProperty('reply_markup');
  });

  test('the same again is refused, be it said in other words', async () => {
    const harness = await openPlayground();
    const message = await sent(harness, {
      text: '<b>娘家</b>',
      parse_mode: 'HTML',
      reply_markup: inline('好'),
    });
    const same = {
      ...message,
      text: '娘家 ',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
      reply_markup: inline('好'),
    };
    expect(await harness.refusal('editMessageText', same)).toBe(notModified);
    expect(await harness.refusal('editMessageReplyMarkup', { ...message, reply_markup: inline('好') })).toBe(
      notModified,
    );
    expect(await harness.refusal('editMessageText', { ...same, entities: [] })).toBe('ok');
    expect(await harness.refusal('editMessageText', { ...same, entities: [] })).toBe(notModified);
    expect(await harness.refusal('editMessageReplyMarkup', message)).toBe('ok');
    expect(await harness.refusal('editMessageReplyMarkup', message)).toBe(notModified);
  });

  test('what is not there, not ours, or came with a keyboard, stays', async () => {
    const harness = await openPlayground();
    const { refusal, door } = harness;
    expect(await refusal('editMessageText', { chat_id: li, message_id: 999, text: 'x' })).toBe(
      '400 Bad Request: message to edit not found',
    );
    expect(await refusal('editMessageText', { chat_id: li, text: 'x' })).toBe(
      '400 Bad Request: message identifier is not specified',
    );
    const hers = await door('POST', `/world/people/${li}/messages`, { text: '我的' });
    const { message_id } = hers.body.message as { message_id: number };
    expect(await refusal('editMessageText', { chat_id: li, message_id, text: 'x' })).toBe(
      "400 Bad Request: message can't be edited",
    );
    for (const reply_markup of [{ keyboard: [['x']] }, { remove_keyboard: true }, { force_reply: true }]) {
      const message = await sent(harness, { text: 'x', reply_markup });
      expect(await refusal('editMessageText', { ...message, text: 'y' })).toBe(
        "400 Bad Request: message can't be edited",
      );
    }
    const plain = await sent(harness, { text: 'x' });
    expect(await refusal('editMessageCaption', { ...plain, caption: 'y' })).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    );
    expect(await refusal('editMessageText', { ...plain, text: '' })).toBe(
      '400 Bad Request: message text is empty',
    );
    expect(
      await refusal('editMessageText', { ...plain, text: 'y', reply_markup: { keyboard: [['x']] } }),
    ).toBe('400 Bad Request: inline keyboard expected');
  });

  test('nor does anything change for whoever blocked the bot', async () => {
    const harness = await openPlayground();
    const message = await sent(harness, { text: 'x' });
    await harness.door('POST', `/world/people/${li}/block`);
    expect(await harness.refusal('editMessageText', { ...message, text: 'y' })).toBe(
      '403 Forbidden: bot was blocked by the user',
    );
  });

  test('caption and media', async () => {
    const harness = await openPlayground();
    const form = new FormData();
    form.set('chat_id', String(li));
    form.set('photo', new Blob([png(320, 200)]), 'a.png');
    form.set('caption', '一');
    const photo = (await (await harness.request('sendPhoto', { method: 'POST', body: form })).json()) as {
      result: { message_id: number };
    };
    const message = { chat_id: li, message_id: photo.result.message_id };
    expect(await harness.refusal('editMessageText', { ...message, text: 'x' })).toBe(
      '400 Bad Request: there is no text in the message to edit',
    );
    const captioned = await harness.call('editMessageCaption', {
      ...message,
      caption: '<i>二</i>',
      parse_mode: 'HTML',
    });
    expect(captioned.result).toMatchObject({ caption: '二', caption_entities: [{ type: 'italic' }] });
    const other = new FormData();
    other.set('chat_id', String(li));
    other.set('message_id', String(message.message_id));
    other.set('media', JSON.stringify({ type: 'photo', media: 'attach://new', caption: '三' }));
    other.set('new', new Blob([png(640, 480)]), 'b.png');
    const swapped = await (await harness.request('editMessageMedia', { method: 'POST', body: other })).json();
    expect(swapped).toMatchObject({
      ok: true,
      result: { caption: '三', photo: [{ width: 640, height: 480 }] },
    });
  });
});

describe('deleting', () => {
  test('for 48 hours by the clock, whoever wrote it', async () => {
    const harness = await openPlayground();
    const { refusal, door } = harness;
    const ours = await sent(harness, { text: 'x' });
    const old = await sent(harness, { text: 'y' });
    const hers = await door('POST', `/world/people/${li}/messages`, { text: 'z' });
    const { message_id } = hers.body.message as { message_id: number };
    expect(await refusal('deleteMessage', { chat_id: li, message_id })).toBe('ok');
    expect(await refusal('deleteMessage', ours)).toBe('ok');
    expect(await refusal('deleteMessage', ours)).toBe('400 Bad Request: message to delete not found');
    await door('PUT', '/world/clock', { advance_ms: 49 * 3_600_000 });
    expect(await refusal('deleteMessage', old)).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    );
    expect(await refusal('deleteMessages', { chat_id: li, message_ids: [old.message_id, 999] })).toBe('ok');
    const { body } = await door('GET', `/world/people/${li}/chat`);
    expect((body.messages as { text: string }[]).map(({ text }) => text)).toEqual(['/start', 'y']);
  });

  test.each([
    [[], 'message identifiers are not specified'],
    [Array.from({ length: 101 }, (_, id) => id), 'too many message identifiers specified'],
  ])('%j', async (message_ids, words) => {
    const { refusal } = await openPlayground();
    expect(await refusal('deleteMessages', { chat_id: li, message_ids })).toBe(`400 Bad Request: ${words}`);
  });
});

describe('pinning and reacting', () => {
  test('a pinned message says so, shows in getChat, and can be taken off', async () => {
    const harness = await openPlayground();
    const message = await sent(harness, { text: '重要' });
    expect(await harness.refusal('pinChatMessage', message)).toBe('ok');
    expect((await harness.call('getChat', { chat_id: li })).result).toMatchObject({
      pinned_message: { text: '重要' },
    });
    expect(await harness.refusal('unpinChatMessage', message)).toBe('ok');
    expect((await harness.call('getChat', { chat_id: li })).result).not.toHaveProperty('pinned_message');
    expect(await harness.refusal('unpinChatMessage', message)).toBe(
      '400 Bad Request: message to unpin not found',
    );
    expect(await harness.refusal('pinChatMessage', { chat_id: li, message_id: 999 })).toBe(
      '400 Bad Request: message to pin not found',
    );
  });

  test('one reaction at most', async () => {
    const harness = await openPlayground();
    const message = await sent(harness, { text: 'x' });
    const thumb = { type: 'emoji', emoji: '👍' };
    expect(await harness.refusal('setMessageReaction', { ...message, reaction: [thumb] })).toBe('ok');
    expect(await harness.refusal('setMessageReaction', { ...message, reaction: [thumb, thumb] })).toBe(
      '400 Bad Request: REACTIONS_TOO_MANY',
    );
    expect(await harness.refusal('setMessageReaction', { chat_id: li, message_id: 999 })).toBe(
      '400 Bad Request: message to react not found',
    );
  });
});
