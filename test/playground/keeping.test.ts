import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Damage } from '../../src/playground/keeping/keep-world.ts';
import type { Update } from '../../src/playground/world/telegram.ts';
import { eventually } from '../support/eventually.ts';
import { li, openPlayground, png } from './harness.ts';
import { anyAction, Town } from './kept-town.ts';

const scratch = mkdtempSync(join(tmpdir(), 'niangjia-keeping-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = () => mkdtempSync(join(scratch, 'town-'));
const journalOf = (directory: string) => join(directory, 'world.jsonl');

/** A town where Li has written twice, the second message being the journal's last line. */
function townWithTwoMessages() {
  const directory = folder();
  const town = new Town(directory);
  const before = statSync(journalOf(directory)).size;
  town.says('一');
  const between = statSync(journalOf(directory)).size;
  town.says('二');
  return { directory, town, before, between, after: statSync(journalOf(directory)).size };
}

describe('killed and opened again', () => {
  test('whatever was done, everything in sight of people and of the bot is as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyAction, { maxLength: 25 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(2_000, 20_000, undefined),
        async (lives, journalBytes) => {
          const directory = folder();
          const given: string[] = [];
          let town = new Town(directory, { journalBytes, given });
          for (const actions of lives) {
            for (const action of actions) await town.act(action);
            const seen = town.observe();
            // Nothing is closed, as when the process is killed.
            town = new Town(directory, { journalBytes, given, system: town.system + 1000 });
            expect(town.damage).toBeUndefined();
            expect(town.observe(1000)).toEqual(seen);
          }
          // One number is never given twice, in however many lives.
          expect(new Set(given).size).toBe(given.length);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  test('a page that knows the town hears what it missed, or that it missed something', () => {
    const { directory, town, after } = townWithTwoMessages();
    expect(after).toBeGreaterThan(0);
    const { seq } = town.world.events;
    const again = new Town(directory);
    expect(again.world.state.id).toBe(town.world.state.id);
    expect(again.world.events.after(seq)).toEqual({ events: [], seq });
    expect(again.world.events.after(seq - 1)).toEqual(town.world.events.after(seq - 1));
    // The second time they are in the snapshot, no longer in the journal.
    expect(new Town(directory).world.events.after(seq - 1)).toEqual({ events: [], seq, missed: true });
  });

  test('the number of a press is not given again, though the bot has done with it', () => {
    const { directory, town } = townWithTwoMessages();
    const first = town.world.queryId();
    town.world.tellBot({
      inline_query: {
        id: first,
        from: { id: li, is_bot: false, first_name: '李' },
        query: '',
        offset: '',
        chat_type: 'sender',
      },
    });
    town.confirmAll();
    // Once from the journal, once from the snapshot.
    expect(new Town(directory).world.queryId()).not.toBe(first);
    expect(new Town(directory).world.queryId()).not.toBe(first);
  });

  test('update numbers go on, and run ahead with time', () => {
    const { directory, town } = townWithTwoMessages();
    const last = Math.max(...town.updates().map(({ update_id }) => update_id));
    expect(town.says('三')).toBe(last + 1);
    const later = new Town(directory, { system: town.system + 3_600_000 });
    expect(later.says('四')).toBeGreaterThan(last + 4 * 3_599);
  });
});

describe('the journal', () => {
  test('torn anywhere: what is whole holds, and no message stands that the bot is not told of', () => {
    const { directory, before, between, after } = townWithTwoMessages();
    const whole = readFileSync(journalOf(directory));
    fc.assert(
      fc.property(fc.integer({ min: before, max: after }), (length) => {
        writeFileSync(journalOf(directory), whole);
        truncateSync(journalOf(directory), length);
        const town = new Town(directory);
        const expected = length === after ? ['一', '二'] : length >= between ? ['一'] : [];
        expect(town.damage).toBeUndefined();
        expect(town.texts()).toEqual(expected);
        expect(
          town.updates().flatMap((update) => ('message' in update ? [update.message.text] : [])),
        ).toEqual(expected);
        // And it goes on.
        town.says('三');
        expect(new Town(directory).texts()).toEqual([...expected, '三']);
      }),
      { numRuns: 40 },
    );
  });

  test('grown, it makes way for a snapshot', () => {
    const directory = folder();
    const town = new Town(directory, { journalBytes: 10_000, history: 5 });
    let largest = 0;
    for (let count = 0; count < 300; count += 1) {
      town.says(`第 ${count} 条`);
      town.confirmAll();
      largest = Math.max(largest, statSync(journalOf(directory)).size);
    }
    expect(largest).toBeLessThan(20_000);
    expect(new Town(directory, { history: 5 }).observe()).toEqual(town.observe());
  });

  test('a snapshot that was never finished is none', () => {
    const { directory, town } = townWithTwoMessages();
    writeFileSync(`${journalOf(directory)}.draft`, '{"format":1,"wor');
    expect(new Town(directory).observe()).toEqual(town.observe());
  });

  test('lines that are not ours are passed over, and what was found is set aside', () => {
    const { directory, town } = townWithTwoMessages();
    appendFileSync(journalOf(directory), 'not json\nnull\n{"event":7}\n');
    const found = readFileSync(journalOf(directory));
    const again = new Town(directory);
    expect(again.damage).toBe('some lines' satisfies Damage);
    expect(again.observe()).toEqual(town.observe());
    expect(readFileSync(join(directory, 'world.unreadable.jsonl'))).toEqual(found);
    expect(new Town(directory).damage).toBeUndefined();
  });

  test.each([
    ['of a format to come', '{"format":2,"world":{}}\n'],
    ['not even JSON', 'SQLite format 3\n'],
    ['half a card', '{"format":1,"world":{"id":"x","seq":1}}\n'],
  ])('%s: a new town begins, and says so', (_what, content) => {
    const { directory, town } = townWithTwoMessages();
    writeFileSync(journalOf(directory), content);
    const again = new Town(directory);
    expect(again.damage).toBe('everything' satisfies Damage);
    expect(again.world.state.id).not.toBe(town.world.state.id);
    expect(again.texts()).toEqual([]);
    expect(readFileSync(join(directory, 'world.unreadable.jsonl'), 'utf8')).toBe(content);
    // A bot that remembers the old town must not take the new one's updates for repeated.
    const old = town.updates().map(({ update_id }) => update_id);
    const much = new Town(folder(), { system: town.system + 1000 });
    expect(old).not.toContain(much.says('一'));
  });

  test('what can’t be written down does not happen', () => {
    const { town } = townWithTwoMessages();
    const before = town.observe();
    town.world.keepWith({
      write: () => {
        throw new Error('no space left');
      },
      writeFile: () => {},
      removeFile: () => {},
    });
    expect(() => town.says('三')).toThrow('no space left');
    expect(town.observe()).toEqual(before);
  });
});

describe('files', () => {
  test('are there again, byte for byte; what nobody knows of is swept away', () => {
    const directory = folder();
    const town = new Town(directory);
    const bytes = png(3, 4);
    const { file_id } = town.world.files.put({ kind: 'photo', bytes, width: 3, height: 4 });
    writeFileSync(join(directory, 'files', 'nobody-knows'), 'x');
    const again = new Town(directory);
    expect(again.world.files.byId(file_id)).toEqual(town.world.files.byId(file_id));
    expect(readdirSync(join(directory, 'files'))).toEqual([file_id]);
  });

  test('whose bytes are gone, or not all there, are forgotten without a fuss', () => {
    const directory = folder();
    const town = new Town(directory);
    const [gone, torn] = ['a', 'b'].map((name) =>
      town.world.files.put({ kind: 'document', bytes: Buffer.from('1234'), file_name: name }),
    );
    rmSync(join(directory, 'files', gone?.file_id ?? ''));
    truncateSync(join(directory, 'files', torn?.file_id ?? ''), 2);
    const again = new Town(directory);
    expect(again.damage).toBeUndefined();
    expect(again.world.files.cards).toEqual([]);
  });
});

describe('over HTTP', () => {
  test('the next playground has the same town: its id, chats, clock, commands, updates and open presses', async () => {
    const keepIn = folder();
    const first = await openPlayground({ keepIn });
    await first.door('PUT', '/world/clock', { advance_ms: 30 * 24 * 3_600_000 });
    await first.call('setMyCommands', { commands: [{ command: 'find', description: '找工会' }] });
    const keyboard = { inline_keyboard: [[{ text: '报名', callback_data: 'join' }]] };
    await first.call('sendMessage', { chat_id: li, text: '活动', reply_markup: keyboard });
    const { body: pressed } = await first.door('POST', `/world/people/${li}/press`, {
      message_id: 2,
      label: '报名',
    });
    const { body: town } = await first.door('GET', '/world');
    const { body: chat } = await first.door('GET', `/world/people/${li}/chat`);
    const pending = await first.updates();
    await first.playground.close();

    const damages: Damage[] = [];
    const second = await openPlayground(
      { keepIn, onDamage: (damage) => damages.push(damage) },
      { quiet: true },
    );
    const { body: again } = await second.door('GET', '/world');
    const { clock, ...rest } = town;
    expect(again).toMatchObject(rest);
    const { offset_ms } = clock as { offset_ms: number };
    expect((again.clock as { offset_ms: number }).offset_ms).toBeCloseTo(offset_ms, -2);
    expect((await second.door('GET', `/world/people/${li}/chat`)).body).toEqual(chat);
    expect(await second.updates()).toEqual(pending);
    const id = pressed.callback_query_id;
    expect(await second.refusal('answerCallbackQuery', { callback_query_id: id, text: '好' })).toBe('ok');
    expect(damages).toEqual([]);
  });

  test('damage is told to whoever started it', async () => {
    const keepIn = folder();
    writeFileSync(journalOf(keepIn), 'nonsense\n');
    const damages: Damage[] = [];
    await openPlayground({ keepIn, onDamage: (damage) => damages.push(damage) });
    expect(damages).toEqual(['everything']);
  });

  test('a webhook stays set, and brings what came in before', async () => {
    const got: Update[] = [];
    const bot = createServer(async (request, response) => {
      got.push(JSON.parse(Buffer.concat(await request.toArray()).toString()) as Update);
      response.end();
    });
    await new Promise<void>((done) => bot.listen(0, '127.0.0.1', done));
    const { port } = bot.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/hook`;
    const keepIn = folder();
    const first = await openPlayground({ keepIn });
    await first.door('POST', `/world/people/${li}/messages`, { text: '在吗' });
    first.playground.world.setWebhook({ url, secretToken: '', maxConnections: 1, ipAddress: '' });
    await first.playground.close();

    const second = await openPlayground({ keepIn }, { quiet: true });
    expect((await second.call('getWebhookInfo')).result).toMatchObject({ url });
    await eventually(() => expect(got).toMatchObject([{ message: { text: '在吗' } }]));
    await eventually(() => expect(second.playground.world.updates.kept).toEqual([]));
    bot.close();
    bot.closeAllConnections();
  });

  test('a stream that asks for what is forgotten is told to look anew', async () => {
    const keepIn = folder();
    const first = await openPlayground({ keepIn });
    const { seq } = first.playground.world.events;
    await first.playground.close();
    await (await openPlayground({ keepIn }, { quiet: true })).playground.close();
    const { playground } = await openPlayground({ keepIn }, { quiet: true });
    const aborted = new AbortController();
    const stream = await fetch(`${playground.url}/world/stream?after=${seq - 1}`, { signal: aborted.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('data:')) text += (await reader?.read())?.value ?? '';
    expect(text).toContain(`{"kind":"missed","seq":${seq},"person_id":null}`);
    aborted.abort();
  });
});
