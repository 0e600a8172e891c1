import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pace } from '../../src/domain/pace.ts';

/** Sends whenever it may, asking every `step` ms. @returns when each went */
function sendFor(pace: Pace, ms: number, step = 1, from = 0): number[] {
  const sent: number[] = [];
  for (let now = from; now < from + ms; now += step) {
    for (let left = Math.min(pace.available(now), 100); left > 0; left--) {
      pace.spend(now);
      sent.push(now);
    }
  }
  return sent;
}

/** The server's view: a bucket of `burst` that fills at `perSecond`. @returns how many it would refuse */
function refusedBy(perSecond: number, burst: number, sent: readonly number[]): number {
  let tokens = burst;
  let last = sent[0] ?? 0;
  let refused = 0;
  for (const at of sent) {
    tokens = Math.min(burst, tokens + ((at - last) * perSecond) / 1000);
    last = at;
    if (tokens < 1 - 1e-9) refused += 1;
    else tokens -= 1;
  }
  return refused;
}

describe('the pace', () => {
  test.each([1, 25, 29, 30])('of %i a second is kept for a minute', (perSecond) => {
    const sent = sendFor(new Pace({ perSecond, now: 0 }), 60_000);
    expect(sent.length).toBeGreaterThanOrEqual(perSecond * 60 - 1);
    expect(sent.length).toBeLessThanOrEqual(perSecond * 60 + 1);
  });

  test('survives a process that is held up now and then', () => {
    const pace = new Pace({ perSecond: 29, now: 0 });
    const sent: number[] = [];
    for (let second = 0; second < 60; second++) {
      // 100 ms of every second nobody asks.
      sent.push(...sendFor(pace, 900, 1, second * 1000));
    }
    expect(sent.length / 60).toBeGreaterThan(28.5);
    expect(refusedBy(30, 5, sent)).toBe(0);
  });

  test('never runs into a bucket of 30 a second and 5 at once, however irregularly it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }), (gaps) => {
        const pace = new Pace({ perSecond: 30, now: 0 });
        const sent: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          sent.push(...sendFor(pace, 1, 1, now));
        }
        expect(refusedBy(30, 5, sent)).toBe(0);
      }),
    );
  });

  test('asks to wait exactly until the next may go', () => {
    const pace = new Pace({ perSecond: 10, now: 0 });
    pace.spend(0);
    expect(pace.available(0)).toBe(0);
    const wait = pace.waitMs(0);
    expect(pace.available(wait - 1)).toBe(0);
    expect(pace.available(wait)).toBe(1);
  });

  test('holds to the millisecond, and then begins with one', () => {
    const pace = new Pace({ perSecond: 25, now: 0 });
    pace.hold(7_000);
    expect(pace.available(6_999)).toBe(0);
    expect(pace.waitMs(1_000)).toBe(6_000);
    expect(pace.available(7_000)).toBe(1);
    pace.hold(6_000);
    expect(pace.available(7_000)).toBe(1);
  });

  test('slows down once for all that were on the way together, and recovers', () => {
    const pace = new Pace({ perSecond: 25, now: 0 });
    for (let i = 0; i < 20; i++) {
      pace.slowDown(1_000);
      pace.hold(6_000);
    }
    expect(pace.perSecond).toBe(20);
    pace.available(66_000);
    expect(pace.perSecond).toBe(25);
  });

  test('never slows to a standstill', () => {
    const pace = new Pace({ perSecond: 25, now: 0 });
    for (let now = 0; now < 1000; now += 10) {
      pace.slowDown(now);
      pace.hold(now + 5);
    }
    expect(pace.perSecond).toBeGreaterThanOrEqual(1);
  });

  test('makes up for replies, which go first', () => {
    const pace = new Pace({ perSecond: 10, now: 0 });
    for (let i = 0; i < 6; i++) pace.spend(0);
    expect(pace.available(500)).toBe(0);
    expect(pace.available(600)).toBe(1);
  });

  test('of infinity is none, but it holds', () => {
    const pace = new Pace({ perSecond: Infinity, now: 0 });
    expect(pace.available(0)).toBe(Infinity);
    pace.spend(0);
    pace.slowDown(0);
    expect(pace.waitMs(0)).toBe(0);
    pace.hold(100);
    expect(pace.available(50)).toBe(0);
    expect(pace.waitMs(50)).toBe(50);
    expect(pace.available(100)).toBe(Infinity);
  });
});
