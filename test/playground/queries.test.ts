import { describe, expect, test } from 'vitest';
import { type Harness, li, openPlayground } from './harness.ts';

const tooOld = '400 Bad Request: query is too old and response timeout expired or query ID is invalid';

async function pressed({ call, door, updates }: Harness): Promise<string> {
  const reply_markup = { inline_keyboard: [[{ text: '加入', callback_data: 'join:1' }]] };
  const { result } = await call('sendMessage', { chat_id: li, text: '工会', reply_markup });
  const { message_id } = result as { message_id: number };
  await door('POST', `/world/people/${li}/press`, { message_id, label: '加入' });
  const update = (await updates(-1))[0];
  expect(update).toMatchObject({
    callback_query: { data: 'join:1', from: { id: li }, message: { text: '工会' } },
  });
  return update && 'callback_query' in update ? update.callback_query.id : '';
}

describe('a pressed button', () => {
  test('is answered with a toast', async () => {
    const harness = await openPlayground();
    const callback_query_id = await pressed(harness);
    expect(
      await harness.refusal('answerCallbackQuery', { callback_query_id, text: '已加入', show_alert: true }),
    ).toBe('ok');
    const { body } = await harness.door('GET', '/world/events');
    expect((body.events as unknown[]).at(-1)).toMatchObject({
      kind: 'callback_answered',
      callback_query_id,
      text: '已加入',
      show_alert: true,
      person_id: li,
    });
  });

  test('a second answer is neither refused nor shown', async () => {
    const harness = await openPlayground();
    const callback_query_id = await pressed(harness);
    await harness.call('answerCallbackQuery', { callback_query_id });
    const { body: before } = await harness.door('GET', '/world');
    expect(await harness.refusal('answerCallbackQuery', { callback_query_id, text: '又' })).toBe('ok');
    expect((await harness.door('GET', '/world')).body.seq).toBe(before.seq);
  });

  test('is too old after 150 seconds of the playground’s clock', async () => {
    const harness = await openPlayground();
    const callback_query_id = await pressed(harness);
    await harness.door('PUT', '/world/clock', { advance_ms: 149_000 });
    expect(await harness.refusal('answerCallbackQuery', { callback_query_id })).toBe('ok');
    await harness.door('PUT', '/world/clock', { advance_ms: 2_000 });
    expect(await harness.refusal('answerCallbackQuery', { callback_query_id })).toBe(tooOld);
    expect(await harness.refusal('answerCallbackQuery', { callback_query_id: '123' })).toBe(tooOld);
  });

  test('an answer has at most 200 characters, and opens nobody else’s link', async () => {
    const harness = await openPlayground();
    const callback_query_id = await pressed(harness);
    const answer = (parameters: object) =>
      harness.refusal('answerCallbackQuery', { callback_query_id, ...parameters });
    expect(await answer({ text: '字'.repeat(201) })).toBe('400 Bad Request: MESSAGE_TOO_LONG');
    expect(await answer({ url: 'https://example.com' })).toBe('400 Bad Request: URL_INVALID');
    expect(await answer({ url: 'https://t.me/niangjia_bot?start=x', text: '字'.repeat(200) })).toBe('ok');
  });
});
