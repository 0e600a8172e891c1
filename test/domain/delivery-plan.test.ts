import { describe, expect, test } from 'vitest';
import { Brake } from '../../src/domain/brake.ts';
import { ChatSpacing } from '../../src/domain/chat-spacing.ts';
import { classify } from '../../src/domain/delivery.ts';
import { mostAttempts, settle } from '../../src/domain/delivery-plan.ts';

const refused = (code: number, retryAfter?: number) => {
  const delivery = classify({ type: 'refused', code, description: '', retryAfter });
  if (delivery.status === 'sent') throw new Error('not refused');
  return delivery;
};

describe('what becomes of a row', () => {
  test.each([
    { what: 'an answer that never came', reach: 'mass', attempts: 1, status: 'unknown' },
    { what: 'an answer that never came', reach: 'personal', attempts: 1, status: 'retry' },
    { what: 'an answer that never came', reach: 'personal', attempts: mostAttempts, status: 'failed' },
  ] as const)('$what, $reach, attempt $attempts: $status', ({ reach, attempts, status }) => {
    expect(settle({ status: 'unknown' }, { reach, attempts }).status).toBe(status);
  });

  test.each(['mass', 'personal'] as const)('what was never sent is tried again: %s', (reach) => {
    const lost = { status: 'retry', reason: 'not_sent', afterMs: 5_000 } as const;
    expect(settle(lost, { reach, attempts: 1 })).toMatchObject({
      status: 'retry',
      afterMs: 5_000,
      counts: true,
    });
    expect(settle(lost, { reach, attempts: 3 })).toMatchObject({ status: 'retry', afterMs: 20_000 });
    expect(settle(lost, { reach, attempts: mostAttempts })).toEqual({ status: 'failed', reason: 'not_sent' });
  });

  test('“too fast” is no attempt, however often it is said', () => {
    expect(settle(refused(429, 17), { reach: 'mass', attempts: 99 })).toEqual({
      status: 'retry',
      reason: 'too_many_requests',
      afterMs: 17_000,
      counts: false,
    });
  });

  test('a refused token loses nobody', () => {
    expect(settle(refused(401), { reach: 'mass', attempts: 1 })).toMatchObject({
      status: 'retry',
      counts: false,
    });
  });

  test.each([
    [403, 'unreachable'],
    [400, 'failed'],
  ] as const)('%i is final: %s', (code, status) => {
    expect(settle(refused(code), { reach: 'personal', attempts: 1 }).status).toBe(status);
  });
});

describe('the brake', () => {
  test('lets single losses pass, and holds at the third in a row', () => {
    const brake = new Brake();
    expect(brake.unanswered(0)).toBeUndefined();
    expect(brake.unanswered(0)).toBeUndefined();
    brake.answered();
    expect(brake.unanswered(10)).toBeUndefined();
    expect(brake.unanswered(10)).toBeUndefined();
    expect(brake.unanswered(10)).toBe(1_010);
    expect(brake.probing).toBe(true);
  });

  test('counts what was on the way together once, waits longer each time, and forgets with the first answer', () => {
    const brake = new Brake();
    const holds: number[] = [];
    for (let now = 0; now < 200_000; now += 10) {
      const until = brake.unanswered(now);
      if (until !== undefined) holds.push(until - now);
    }
    expect(holds.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    brake.answered();
    expect(brake.probing).toBe(false);
  });
});

describe('a chat', () => {
  test('is written to once a second', () => {
    const spacing = new ChatSpacing();
    expect(spacing.enter(1, 0)).toBe(0);
    expect(spacing.enter(2, 0)).toBe(0);
    expect(spacing.enter(1, 999)).toBeGreaterThan(0);
    expect(spacing.enter(1, 3_000)).toBe(0);
  });

  test('gives everybody who waits a moment of their own, at which they get in', () => {
    const spacing = new ChatSpacing();
    spacing.wrote(1, 0);
    const turns = Array.from({ length: 20 }, () => spacing.enter(1, 100) + 100);
    for (const turn of turns) expect(spacing.enter(1, turn + 30)).toBe(0);
  });

  test('is not forgotten before its second is over, however many others are written to', () => {
    const spacing = new ChatSpacing();
    for (let chat = 0; chat < 10_000; chat++) spacing.wrote(chat, 0);
    expect(spacing.enter(1, 999)).toBeGreaterThan(0);
    for (let chat = 0; chat < 30_000; chat++) spacing.wrote(100_000 + chat, 1_500);
    expect(spacing.enter(2, 1_500)).toBe(0);
  });
});
