import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BroadcastMarks,
  type BroadcastMove,
  FailureWatch,
  mayMove,
  Speed,
  stateOf,
  type TallyRow,
  tallyOf,
} from '../../src/domain/broadcast.ts';

const then = new Date(0);
const marks = (given: Partial<BroadcastMarks> = {}): BroadcastMarks => ({
  frozenAt: null,
  pausedAt: null,
  cancelledAt: null,
  reportedAt: null,
  ...given,
});

describe('a broadcast', () => {
  test.each([
    ['planned', {}],
    ['sending', { frozenAt: then }],
    ['paused', { frozenAt: then, pausedAt: then }],
    ['paused', { pausedAt: then }],
    ['cancelled', { frozenAt: then, pausedAt: then, cancelledAt: then }],
    ['done', { frozenAt: then, cancelledAt: then, reportedAt: then }],
  ] as const)('is %s', (state, given) => {
    expect(stateOf(marks(given))).toBe(state);
  });

  test('is held, let go on and called off at any moment, and never moved once it is over', () => {
    const now = marks({ frozenAt: then });
    const move = fc.constantFrom<BroadcastMove>('pause', 'resume', 'cancel');
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let at = now;
        for (const one of moves) {
          const state = stateOf(at);
          if (!mayMove(state, one)) continue;
          expect(['cancelled', 'done']).not.toContain(state);
          if (one === 'cancel') at = { ...at, cancelledAt: then };
          else at = { ...at, pausedAt: one === 'pause' ? then : null };
        }
        const ended = { ...at, reportedAt: then };
        for (const one of ['pause', 'resume', 'cancel'] as const)
          expect(mayMove(stateOf(ended), one)).toBe(false);
      }),
    );
  });

  test('counts everybody of its audience once, whatever became of her', () => {
    const row = fc.record({
      status: fc.constantFrom<TallyRow['status']>(
        'queued',
        'sending',
        'retry',
        'sent',
        'skipped',
        'unreachable',
        'failed',
        'unknown',
      ),
      reason: fc.constant(null),
      people: fc.nat(1_000),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { audience, ...parts } = tallyOf(rows);
        expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(audience);
        expect(audience).toBe(rows.reduce((sum, { people }) => sum + people, 0));
      }),
    );
  });
});

describe('a broadcast that goes wrong', () => {
  const watchOf = (statuses: readonly TallyRow['status'][], everyMs = 40) => {
    const watch = new FailureWatch();
    return statuses.findIndex((status, index) => watch.saw(status as 'sent', index * everyMs));
  };
  const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

  test('is noticed at the tenth refusal, when all are refused', () => {
    expect(watchOf(times(50, 'failed'))).toBe(9);
  });

  test('is noticed when a fifth fails, and not when a tenth does', () => {
    const every = (nth: number) => Array.from({ length: 500 }, (_, i) => (i % nth === 0 ? 'failed' : 'sent'));
    expect(watchOf(every(5))).toBeGreaterThan(0);
    expect(watchOf(every(10))).toBe(-1);
  });

  test('is not what people are who have blocked us, or who are tried again', () => {
    expect(watchOf([...times(200, 'unreachable' as const), ...times(200, 'retry' as const)])).toBe(-1);
  });

  test('is not a single outage, however many were on their way; one after another is', () => {
    expect(watchOf([...times(50, 'sent' as const), ...times(60, 'unknown' as const)], 1)).toBe(-1);
    expect(watchOf(times(20, 'unknown'), 2_000)).toBe(9);
  });
});

describe('how fast it goes', () => {
  test('is of the last quarter of a minute, and says how long it will take', () => {
    const speed = new Speed();
    expect(speed.secondsFor(100)).toBeNull();
    for (let second = 0; second <= 60; second++)
      speed.saw(second < 30 ? 0 : (second - 30) * 25, second * 1000);
    expect(speed.perSecond).toBe(25);
    expect(speed.secondsFor(1_001)).toBe(41);
  });

  test('is unknown while nothing goes', () => {
    const speed = new Speed();
    for (let second = 0; second <= 60; second++) speed.saw(7, second * 1000);
    expect(speed.perSecond).toBeNull();
  });
});
