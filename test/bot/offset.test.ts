import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOffsetWindow } from '../../src/bot/offset.ts';

/** Telegram's side: delivers at most 100 from the offset, and forgets what is below it. */
function telegram(ids: readonly number[]) {
  let kept = [...ids];
  return {
    forgotten: [] as number[],
    poll(offset: number | undefined): number[] {
      if (offset !== undefined) {
        this.forgotten.push(...kept.filter((id) => id < offset));
        kept = kept.filter((id) => id >= offset);
      }
      return kept.slice(0, 100);
    },
  };
}

const step = fc.oneof(
  fc.constant({ type: 'poll' } as const),
  fc.record({ type: fc.constantFrom('safe', 'refuse'), nth: fc.nat(200) }),
);

describe('the offset', () => {
  test('never passes what is not safe; everything is handled once, unless refused, and forgotten in the end', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 300 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        gaps,
        fc.array(step, { maxLength: 200 }),
        (first, steps, plan) => {
          const ids = steps.map((_, nth) => first + steps.slice(0, nth).reduce((sum, gap) => sum + gap, 0));
          const server = telegram(ids);
          const window = createOffsetWindow();
          const handling: number[] = [];
          const safe = new Set<number>();
          const refusals = new Map<number, number>();
          const handled = new Map<number, number>();
          let last = -Infinity;

          const poll = () => {
            const offset = window.advance();
            if (offset !== undefined) {
              expect(offset).toBeGreaterThanOrEqual(last);
              last = offset;
            }
            for (const id of server.poll(offset)) {
              if (!window.deliver(id)) continue;
              handling.push(id);
              handled.set(id, (handled.get(id) ?? 0) + 1);
            }
            for (const id of server.forgotten) expect(safe).toContain(id);
            expect(window.unsafe).toBeLessThanOrEqual(100);
          };
          const settle = (nth: number, type: 'safe' | 'refuse') => {
            const [id] = handling.splice(nth % Math.max(handling.length, 1), 1);
            if (id === undefined) return;
            if (type === 'safe') {
              window.makeSafe(id);
              safe.add(id);
            } else {
              window.refuse(id);
              refusals.set(id, (refusals.get(id) ?? 0) + 1);
            }
          };

          for (const move of plan) {
            if (move.type === 'poll') poll();
            else settle(move.nth, move.type === 'safe' ? 'safe' : 'refuse');
          }
          for (let round = 0; round < 10; round++) {
            poll();
            while (handling.length > 0) settle(0, 'safe');
          }
          poll();
          expect(server.forgotten).toEqual(ids);
          for (const id of ids) expect(handled.get(id)).toBe(1 + (refusals.get(id) ?? 0));
          expect(window.unsafe).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is unknown before the first update', () => {
    expect(createOffsetWindow().advance()).toBeUndefined();
  });

  test('an update that became safe during a poll is not handled again when that poll brings it', () => {
    const window = createOffsetWindow();
    window.deliver(5);
    expect(window.advance()).toBe(5);
    window.makeSafe(5);
    expect(window.deliver(5)).toBe(false);
    expect(window.deliver(6)).toBe(true);
    expect(window.advance()).toBe(6);
  });

  test('follows Telegram when its numbers begin anew below', () => {
    const window = createOffsetWindow();
    window.deliver(900_000);
    window.makeSafe(900_000);
    expect(window.advance()).toBe(900_001);
    expect([window.deliver(17), window.deliver(18)]).toEqual([true, true]);
    expect(window.advance()).toBe(17);
    window.makeSafe(17);
    window.makeSafe(18);
    expect(window.advance()).toBe(19);
  });
});
