import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLanes } from '../../src/bot/lanes.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('lanes', () => {
  test('keep the order of each key and the bound, whatever comes and however it ends', async () => {
    const jobs = fc.array(fc.record({ key: fc.nat(5), turns: fc.nat(3), fails: fc.boolean() }), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(jobs, fc.integer({ min: 1, max: 4 }), async (plan, concurrency) => {
        const lanes = createLanes({ concurrency });
        const running = new Set<number>();
        const began: { key: number; nth: number }[] = [];
        let most = 0;
        const works = plan.map(({ key, turns, fails }, nth) =>
          lanes.run(key, async () => {
            expect(running.has(key)).toBe(false);
            running.add(key);
            most = Math.max(most, running.size);
            began.push({ key, nth });
            for (let i = 0; i < turns; i++) await turn();
            running.delete(key);
            if (fails) throw new Error(`no ${nth}`);
            return nth;
          }),
        );
        const results = await Promise.allSettled(works);
        await lanes.idle();
        expect(lanes.size).toBe(0);
        expect(most).toBeLessThanOrEqual(concurrency);
        expect(results.map((result) => result.status === 'rejected')).toEqual(plan.map((job) => job.fails));
        for (const key of new Set(plan.map((job) => job.key))) {
          const order = began.filter((entry) => entry.key === key).map((entry) => entry.nth);
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        }
        expect(began).toHaveLength(plan.length);
      }),
      { numRuns: 200 },
    );
  });

  test('use all the concurrency there is', async () => {
    const lanes = createLanes({ concurrency: 3 });
    let running = 0;
    let most = 0;
    const works = [1, 2, 3, 4, 5, 6].map((key) =>
      lanes.run(key, async () => {
        running += 1;
        most = Math.max(most, running);
        await turn();
        running -= 1;
      }),
    );
    await Promise.all(works);
    expect(most).toBe(3);
  });

  test('a stuck key delays nobody else', async () => {
    const lanes = createLanes({ concurrency: 2 });
    let release = () => {};
    const stuck = lanes.run('stuck', () => new Promise<void>((resolve) => (release = resolve)));
    const behind = lanes.run('stuck', async () => 'behind');
    const others = [1, 2, 3, 4].map((key) => lanes.run(key, async () => key));
    expect(await Promise.all(others)).toEqual([1, 2, 3, 4]);
    expect(lanes.size).toBe(2);
    release();
    await stuck;
    expect(await behind).toBe('behind');
  });

  test('a hundred works of one key make another key wait for one of them only', async () => {
    const lanes = createLanes({ concurrency: 1 });
    const order: string[] = [];
    const work = (name: string) => () => turn().then(() => void order.push(name));
    for (let i = 0; i < 100; i++) void lanes.run('many', work('many'));
    await lanes.run('one', work('one'));
    expect(order).toEqual(['many', 'one']);
    await lanes.idle();
  });

  test('a work that throws before it begins to wait fails its caller only', async () => {
    const lanes = createLanes({ concurrency: 1 });
    const broken = lanes.run(1, () => {
      throw new Error('at once');
    });
    const next = lanes.run(1, async () => 'next');
    await expect(broken).rejects.toThrow('at once');
    expect(await next).toBe('next');
  });

  test('are idle at once when nothing was given to them', async () => {
    await createLanes({ concurrency: 1 }).idle();
  });
});
