import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProfileText, showStaffCommands, syncProfile } from '../../src/bot/profile.ts';
import { BotApi, type CallReport } from '../../src/bot/transport.ts';
import { silentLog } from '../../src/log.ts';
import { type Playground, startPlayground } from '../../src/playground/http.ts';

let playground: Playground;
let api: BotApi;
let calls: CallReport[] = [];
const staff = 301;

beforeAll(async () => {
  playground = await startPlayground({ people: [{ id: staff, first_name: 'Review' }] });
  api = new BotApi({
    token: playground.token,
    apiRoot: playground.url,
    onCall: (report) => calls.push(report),
  });
});
afterAll(async () => {
  await api.disconnect();
  await playground.close();
});

const chinese: ProfileText = {
  code: '',
  name: '娘家',
  description: '楼里的工会',
  shortDescription: '工会',
  commands: [{ command: 'find', description: '找工会' }],
};
const english: ProfileText = {
  code: 'en',
  name: 'Niangjia',
  description: 'The union of your building',
  shortDescription: 'Union',
  commands: [{ command: 'find', description: 'Find your union' }],
};
const forStaff = [{ code: 'en', commands: [{ command: 'staff', description: 'Staff menu' }] }] as const;
const written = () => calls.filter((call) => call.method.startsWith('set')).map((call) => call.method);

describe('the profile', () => {
  test('is written once, per language, and then only where it differs', async () => {
    const first = await syncProfile(api, { languages: [chinese, english] }, silentLog);
    expect(first.failed).toBe(0);
    expect((await api.call('getMyName', { language_code: 'en' })).name).toBe('Niangjia');
    expect((await api.call('getMyDescription', {})).description).toBe('楼里的工会');
    expect((await api.call('getMyShortDescription', { language_code: 'en' })).short_description).toBe(
      'Union',
    );
    const commands = await api.call('getMyCommands', {
      scope: { type: 'all_private_chats' },
      language_code: 'en',
    });
    expect(commands).toEqual(english.commands);

    calls = [];
    expect(await syncProfile(api, { languages: [chinese, english] }, silentLog)).toEqual({
      written: 0,
      failed: 0,
    });
    expect(written()).toEqual([]);

    const renamed = { ...english, name: 'Home' };
    expect(await syncProfile(api, { languages: [chinese, renamed] }, silentLog)).toEqual({
      written: 1,
      failed: 0,
    });
    expect(written()).toEqual(['setMyName']);
  });

  test('shows staff their own commands, in their own chat', async () => {
    await api.call('sendMessage', { chat_id: staff, text: 'x' }).catch(() => undefined);
    await showStaffCommands(api, staff, forStaff, silentLog);
    const shown = await api.call('getMyCommands', {
      scope: { type: 'chat', chat_id: staff },
      language_code: 'en',
    });
    expect(shown).toEqual(forStaff[0].commands);
  });

  test('that cannot be written is left for the next start', async () => {
    playground.world.faults.add({ kind: '429', method: 'setMyName', retry_after: 3600 });
    const changed = { ...english, name: 'Other', description: 'Another one' };
    expect(await syncProfile(api, { languages: [changed] }, silentLog)).toEqual({ written: 1, failed: 1 });
    playground.world.faults.remove();
    expect(await syncProfile(api, { languages: [changed] }, silentLog)).toEqual({ written: 1, failed: 0 });
  });
});
