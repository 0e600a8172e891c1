import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';

describe('metrics', () => {
  test('read as Prometheus reads them', () => {
    const metrics = createMetrics();
    const calls = metrics.counter('calls_total', 'Calls of the Bot API');
    calls.add({ method: 'sendMessage', outcome: 'accepted' });
    calls.add({ method: 'sendMessage', outcome: 'accepted' }, 2);
    calls.add({ method: 'sendMessage', outcome: 'lost' });
    metrics.gauge('inbox_size', 'Updates in memory', () => 3);
    const seconds = metrics.histogram('call_seconds', 'How long a call takes', [0.1, 1]);
    for (const value of [0.05, 0.1, 0.5, 7]) seconds.observe(value, { method: 'getMe' });
    expect(metrics.text()).toBe(
      [
        '# HELP calls_total Calls of the Bot API',
        '# TYPE calls_total counter',
        'calls_total{method="sendMessage",outcome="accepted"} 3',
        'calls_total{method="sendMessage",outcome="lost"} 1',
        '# HELP inbox_size Updates in memory',
        '# TYPE inbox_size gauge',
        'inbox_size 3',
        '# HELP call_seconds How long a call takes',
        '# TYPE call_seconds histogram',
        'call_seconds_bucket{method="getMe",le="0.1"} 2',
        'call_seconds_bucket{method="getMe",le="1"} 3',
        'call_seconds_bucket{method="getMe",le="+Inf"} 4',
        'call_seconds_sum{method="getMe"} 7.65',
        'call_seconds_count{method="getMe"} 4',
        '',
      ].join('\n'),
    );
  });

  test('escape what would end a label', () => {
    const metrics = createMetrics();
    metrics.counter('odd_total', 'Odd').add({ kind: 'a"b\\c\nd' });
    expect(metrics.text()).toContain('odd_total{kind="a\\"b\\\\c\\nd"} 1');
  });

  test('have fit and different names', () => {
    const metrics = createMetrics();
    metrics.counter('one_total', 'One');
    expect(() => metrics.gauge('one_total', 'Again', () => 0)).toThrow(RangeError);
    expect(() => metrics.counter('not fit', 'No')).toThrow(RangeError);
  });
});
