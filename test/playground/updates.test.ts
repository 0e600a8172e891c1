import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UpdateBody } from '../../src/playground/world/telegram.ts';
import { firstUpdateId, UpdateQueue } from '../../src/playground/world/updates.ts';

const noon = new Date('2026-03-02T12:00:00Z');
const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const person = { id: 1, is_bot: false, first_name: '李' };
const body = (query: string): UpdateBody => ({
  inline_query: { id: query, from: person, query, offset: '', chat_type: 'sender' },
});
const silent = { confirmed: () => {}, dropped: () => {} };
const push = (queue: UpdateQueue, what: UpdateBody, now: Date) => {
  const kept = queue.next(what, now);
  if (kept) queue.add(kept);
  return kept?.update.update_id;
};
const queueOf = (count: number) => {
  const queue = new UpdateQueue(1, silent);
  const ids = Array.from({ length: count }, (_, index) => push(queue, body(String(index)), noon) ?? 0);
  return { queue, ids, first: ids[0] ?? 0 };
};

describe('offsets', () => {
  test('zero confirms nothing', () => {
    const { queue } = queueOf(3);
    expect(queue.take(0, 100, noon)).toHaveLength(3);
    expect(queue.take(0, 100, noon)).toHaveLength(3);
  });

  test('a positive one confirms what came before it, for good', () => {
    const { queue, ids, first } = queueOf(3);
    expect(queue.take(first + 1, 100, noon).map(({ update_id }) => update_id)).toEqual(ids.slice(1));
    expect(queue.take(0, 100, noon).map(({ update_id }) => update_id)).toEqual(ids.slice(1));
  });

  test('a negative one forgets all but the last so many', () => {
    const { queue, ids } = queueOf(5);
    expect(queue.take(-2, 100, noon).map(({ update_id }) => update_id)).toEqual(ids.slice(3));
    expect(queue.pending(noon)).toBe(2);
    expect(queue.take(-100, 100, noon)).toHaveLength(2);
  });

  test('the limit gives the earliest and keeps the rest', () => {
    const { queue, ids } = queueOf(5);
    expect(queue.take(0, 2, noon).map(({ update_id }) => update_id)).toEqual(ids.slice(0, 2));
    expect(queue.pending(noon)).toBe(5);
  });
});

test('updates are kept for 24 hours by the clock', () => {
  const { queue } = queueOf(2);
  push(queue, body('young'), later(20));
  expect(queue.pending(later(23.9))).toBe(3);
  expect(queue.take(0, 100, later(24))).toHaveLength(1);
});

describe('allowed_updates', () => {
  const mine: UpdateBody = {
    my_chat_member: {
      chat: { id: 1, type: 'private', first_name: '李' },
      from: person,
      date: 0,
      old_chat_member: { status: 'member', user: person },
      new_chat_member: { status: 'kicked', user: person, until_date: 0 },
    },
  };

  test('my_chat_member comes by default, also after an empty list', () => {
    const queue = new UpdateQueue(1, silent);
    expect(push(queue, mine, noon)).toBeDefined();
    queue.allow(['message']);
    expect(push(queue, mine, noon)).toBeUndefined();
    queue.allow([]);
    expect(push(queue, mine, noon)).toBeDefined();
  });

  test('what somebody chose inline comes only when it is named', () => {
    const chosen: UpdateBody = { chosen_inline_result: { result_id: '1', from: person, query: '' } };
    const queue = new UpdateQueue(1, silent);
    expect(push(queue, chosen, noon)).toBeUndefined();
    queue.allow(['chosen_inline_result']);
    expect(push(queue, chosen, noon)).toBeDefined();
  });

  test('concerns only what is yet to come', () => {
    const { queue } = queueOf(2);
    queue.allow(['message']);
    expect(queue.take(0, 100, noon)).toHaveLength(2);
    expect(push(queue, body('x'), noon)).toBeUndefined();
  });
});

test('numbers grow by one, nothing is lost, repeated or out of order, however it is read', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('push' as const) }),
    fc.record({ kind: fc.constant('read' as const), limit: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ kind: fc.constant('remove' as const), nth: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const confirmed: number[] = [];
      const queue = new UpdateQueue(1, {
        ...silent,
        confirmed: ({ update_id }) => confirmed.push(update_id),
      });
      const expected: number[] = [];
      for (const move of steps) {
        if (move.kind === 'push') {
          const id = push(queue, body('x'), noon) ?? 0;
          const previous = expected.at(-1);
          if (previous !== undefined) expect(id).toBeGreaterThan(previous);
          expected.push(id);
        } else if (move.kind === 'read') {
          const batch = queue.take(0, move.limit, noon).map(({ update_id }) => update_id);
          expect(batch).toEqual(expected.slice(0, move.limit));
          const last = batch.at(-1);
          if (last !== undefined) {
            queue.take(last + 1, 1, noon);
            expected.splice(0, batch.length);
          }
        } else {
          const [gone] = expected.splice(move.nth, 1);
          if (gone !== undefined) {
            expect(queue.holds(gone, noon)).toBe(true);
            queue.remove(gone);
            expect(queue.holds(gone, noon)).toBe(false);
          }
        }
        expect(queue.pending(noon)).toBe(expected.length);
        expect(queue.waiting(noon).map(({ update_id }) => update_id)).toEqual(expected);
      }
      expect(new Set(confirmed).size).toBe(confirmed.length);
    }),
  );
});

test('a later start begins ahead of an earlier one, within what Telegram’s numbers hold', () => {
  const at = (iso: string) => firstUpdateId(Date.parse(iso));
  expect(at('2026-03-02T12:00:10Z')).toBe(at('2026-03-02T12:00:00Z') + 40);
  expect(at('2026-03-02T12:00:00Z')).toBeGreaterThan(100_000_000);
  expect(at('2040-01-01T00:00:00Z')).toBeLessThan(2_000_000_000);
  // A computer whose clock was never set.
  expect(at('1970-01-01T00:00:00Z')).toBe(1);
});
