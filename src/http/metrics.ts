/** Counts for Prometheus to fetch. Labels hold kinds and codes, never anything of a person. */
export interface Metrics {
  counter(name: string, help: string): Counter;
  /** Read when it is fetched. */
  gauge(name: string, help: string, read: () => number): void;
  /** Of seconds, unless `bounds` says otherwise. */
  histogram(name: string, help: string, bounds?: readonly number[]): Histogram;
  /** All of it in Prometheus' text format. */
  text(): string;
}

type Labels = Readonly<Record<string, string | number>>;
interface Counter {
  add(labels?: Labels, by?: number): void;
}
interface Histogram {
  observe(value: number, labels?: Labels): void;
}

const secondsBounds: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const families = new Map<string, () => string[]>();

  function register(name: string, kind: string, help: string, lines: () => string[]): void {
    if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new RangeError(`unfit name of a metric: ${name}`);
    if (families.has(name)) throw new RangeError(`metric ${name} exists already`);
    families.set(name, () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines()]);
  }

  return {
    counter(name, help) {
      const sums = new Map<string, number>();
      register(name, 'counter', help, () =>
        [...sums].map(([labels, sum]) => `${name}${braced(labels)} ${sum}`),
      );
      return {
        add(labels = {}, by = 1) {
          const key = written(labels);
          sums.set(key, (sums.get(key) ?? 0) + by);
        },
      };
    },
    gauge(name, help, read) {
      register(name, 'gauge', help, () => [`${name} ${read()}`]);
    },
    histogram(name, help, bounds = secondsBounds) {
      const series = new Map<string, Series>();
      register(name, 'histogram', help, () =>
        [...series].flatMap(([key, one]) => lines(name, key, bounds, one)),
      );
      return {
        observe(value, labels = {}) {
          const key = written(labels);
          const one = series.get(key) ?? { counts: bounds.map(() => 0), count: 0, sum: 0 };
          series.set(key, one);
          const bucket = bounds.findIndex((bound) => value <= bound);
          if (bucket >= 0) one.counts[bucket] = (one.counts[bucket] ?? 0) + 1;
          one.count += 1;
          one.sum += value;
        },
      };
    },
    text: () => `${[...families.values()].flatMap((family) => family()).join('\n')}\n`,
  };
}

interface Series {
  /** By bound, each value counted once. */
  readonly counts: number[];
  count: number;
  sum: number;
}

function lines(
  name: string,
  key: string,
  bounds: readonly number[],
  { counts, count, sum }: Series,
): string[] {
  let below = 0;
  const buckets = bounds.map((bound, nth) => {
    below += counts[nth] ?? 0;
    return `${name}_bucket${braced(key, `le="${bound}"`)} ${below}`;
  });
  return [
    ...buckets,
    `${name}_bucket${braced(key, 'le="+Inf"')} ${count}`,
    `${name}_sum${braced(key)} ${sum}`,
    `${name}_count${braced(key)} ${count}`,
  ];
}

function written(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(',');
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function braced(...labels: string[]): string {
  const present = labels.filter((label) => label !== '');
  return present.length > 0 ? `{${present.join(',')}}` : '';
}
