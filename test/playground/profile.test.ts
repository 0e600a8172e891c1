import { describe, expect, test } from 'vitest';
import { type Harness, li, openPlayground } from './harness.ts';

const commands = (name: string) => [{ command: name, description: `做 ${name}` }];

async function menuOf({ door }: Harness): Promise<string> {
  const { body } = await door('GET', `/world/people/${li}/chat`);
  return (body.commands as { command: string }[]).map(({ command }) => command).join();
}

describe('commands', () => {
  test('each person sees those of the narrowest scope, in her language first', async () => {
    const harness = await openPlayground();
    const { call } = harness;
    await call('setMyCommands', { commands: commands('default') });
    expect(await menuOf(harness)).toBe('default');
    await call('setMyCommands', { commands: commands('default_zh'), language_code: 'zh' });
    expect(await menuOf(harness)).toBe('default_zh');
    await call('setMyCommands', { commands: commands('private'), scope: { type: 'all_private_chats' } });
    expect(await menuOf(harness)).toBe('private');
    await call('setMyCommands', { commands: commands('hers'), scope: { type: 'chat', chat_id: li } });
    expect(await menuOf(harness)).toBe('hers');
    await call('setMyCommands', {
      commands: commands('hers_en'),
      scope: { type: 'chat', chat_id: li },
      language_code: 'en',
    });
    expect(await menuOf(harness)).toBe('hers');
    await call('deleteMyCommands', { scope: { type: 'chat', chat_id: li } });
    expect(await menuOf(harness)).toBe('private');
  });

  test('getMyCommands tells exactly one scope and language', async () => {
    const { call } = await openPlayground();
    await call('setMyCommands', { commands: commands('find'), language_code: 'zh' });
    expect((await call('getMyCommands', { language_code: 'zh' })).result).toEqual(commands('find'));
    expect((await call('getMyCommands')).result).toEqual([]);
  });

  test.each([
    [{ commands: [{ command: 'Find', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ command: '查找', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ command: 'x'.repeat(33), description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ command: 'find', description: '' }] }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
    [{ commands: [{ command: 'find', description: 'x'.repeat(257) }] }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
    [{ commands: Array(101).fill({ command: 'find', description: 'x' }) }, 'BOT_COMMANDS_TOO_MUCH'],
    [{ commands: [{ command: 'find' }] }, 'can\'t parse BotCommand: Can\'t find field "description"'],
    [{ commands: commands('find'), language_code: 'chinese' }, 'invalid language code specified'],
    [
      { commands: commands('find'), scope: { type: 'moon' } },
      "can't parse BotCommandScope: Unsupported type specified",
    ],
    [{ commands: commands('find'), scope: { type: 'chat', chat_id: 5 } }, 'chat not found'],
  ])('%j', async (parameters, words) => {
    const { refusal } = await openPlayground();
    expect(await refusal('setMyCommands', parameters)).toBe(`400 Bad Request: ${words}`);
  });
});

describe('name and descriptions', () => {
  test.each([
    ['setMyName', 'getMyName', 'name'],
    ['setMyDescription', 'getMyDescription', 'description'],
    ['setMyShortDescription', 'getMyShortDescription', 'short_description'],
  ])('%s per language, the general one for the others', async (set, get, field) => {
    const { call } = await openPlayground();
    await call(set, { [field]: 'Home' });
    await call(set, { [field]: '娘家', language_code: 'zh' });
    expect((await call(get, { language_code: 'zh' })).result).toEqual({ [field]: '娘家' });
    expect((await call(get, { language_code: 'fr' })).result).toEqual({ [field]: 'Home' });
    await call(set, { language_code: 'zh' });
    expect((await call(get, { language_code: 'zh' })).result).toEqual({ [field]: 'Home' });
  });
});

test('the menu button, for all and for one', async () => {
  const { call, refusal } = await openPlayground();
  const page = { type: 'web_app', text: '打开', web_app: { url: 'https://example.com/' } };
  expect((await call('getChatMenuButton', { chat_id: li })).result).toEqual({ type: 'default' });
  await call('setChatMenuButton', { chat_id: li, menu_button: page });
  expect((await call('getChatMenuButton', { chat_id: li })).result).toEqual(page);
  expect((await call('getChatMenuButton')).result).toEqual({ type: 'commands' });
  expect(await refusal('setChatMenuButton', { menu_button: { type: 'x' } })).toBe(
    "400 Bad Request: can't parse menu button: MenuButton has unsupported type",
  );
});

test('getMe, getChat, getChatMember, getUserProfilePhotos', async () => {
  const { call, refusal, door } = await openPlayground();
  const { result: me } = await call('getMe');
  expect(me).toMatchObject({ is_bot: true, username: 'niangjia_bot', supports_inline_queries: true });
  expect((await call('getChat', { chat_id: li })).result).toMatchObject({
    id: li,
    type: 'private',
    first_name: '李',
  });
  expect((await call('getChatMember', { chat_id: li, user_id: li })).result).toMatchObject({
    status: 'member',
  });
  await door('POST', `/world/people/${li}/block`);
  const { id } = me as { id: number };
  expect((await call('getChatMember', { chat_id: li, user_id: id })).result).toMatchObject({
    status: 'kicked',
  });
  expect((await call('getUserProfilePhotos', { user_id: li })).result).toEqual({
    total_count: 0,
    photos: [],
  });
  expect(await refusal('getUserProfilePhotos', { user_id: 5 })).toBe('400 Bad Request: user not found');
});
