import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Figures } from '../../../src/domain/suppression/figures.ts';
import { takeUnionPage } from '../../../src/domain/suppression/page.ts';
import { Counter, countingOf, sumTallies } from '../../../src/domain/suppression/tally.ts';
import { takeTogether } from '../../../src/domain/suppression/together.ts';
import type { Answers, SurveyDefinition } from '../../../src/domain/survey.ts';
import { Attacker } from './attacker.ts';

const words = (text: string) => ({ zh: text, en: text });
const option = (key: string) => ({ key, label: words(key) });
const ask = { ask: words('?'), required: true };
const survey: SurveyDefinition = {
  title: words('s'),
  introduction: words('i'),
  questions: [
    {
      type: 'many',
      key: 'kinds',
      name: words('k'),
      ...ask,
      min: 0,
      max: 2,
      options: [option('crafts'), option('film')],
    },
    { type: 'one', key: 'often', name: words('o'), ...ask, options: ['a', 'b', 'c'].map(option) },
  ],
};
const counting = countingOf(survey);

/** Two streets, three unions, five places to work in: one of them unknown. */
const places = [
  { street: 1, union: 1, building: 11 },
  { street: 1, union: 1, building: 12 },
  { street: 1, union: 2, building: 21 },
  { street: 1, union: 2, building: null },
  { street: 2, union: 3, building: 31 },
] as const;
const unions = [...new Set(places.map(({ union }) => union))];
const days = ['2026-11-01', '2026-11-02', '2026-11-03'] as const;
const said = [[], ['crafts'], ['film'], ['crafts', 'film']].flatMap((kinds) =>
  ['a', 'b', 'c'].map((often): Answers => ({ kinds, often: [often] })),
);
const atoms = days.flatMap((day) =>
  places.flatMap((place) => said.map((answers) => ({ day, ...place, answers }))),
);
type Atom = (typeof atoms)[number];

/** How many there are of each atom: mostly nobody or a few, now and then a crowd. */
const world = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 3, arbitrary: fc.integer({ min: 5, max: 12 }) },
  ),
  { minLength: atoms.length, maxLength: atoms.length },
);

const inClass = ({ answers }: Atom, axis: (typeof counting.axes)[number], key: string) =>
  axis.option === null
    ? (answers[axis.question] as string[])[0] === key
    : (answers[axis.question] as string[]).includes(axis.option) === (key === 'yes');

/** Everything shown on every day, as equations. */
function watch(people: readonly number[]) {
  const attacker = new Attacker(atoms.length);
  let seen = 0;
  const sees = (count: number, which: (atom: Atom) => boolean) => {
    seen += 1;
    attacker.sees(
      atoms.flatMap((atom, place) => (which(atom) ? [place] : [])),
      count,
    );
  };
  const readFigures = (figures: Figures, of: (atom: Atom) => boolean) => {
    sees(figures.people, of);
    for (const axis of counting.axes) {
      const shown = figures.axes[axis.id];
      if (!shown) continue;
      for (const [key, count] of Object.entries(shown.cells))
        sees(count, (atom) => of(atom) && inClass(atom, axis, key));
      if (shown.merged.length > 0)
        sees(shown.rest, (atom) => of(atom) && shown.merged.some((key) => inClass(atom, axis, key)));
    }
    for (const [id, { rows, columns, cells }] of Object.entries(figures.crosses)) {
      const [row, column] = id.split('|').map((name) => counting.axes.find((axis) => axis.id === name));
      const oneOf = (atom: Atom, axis: typeof row, keys: readonly string[]) =>
        keys.some((key) => axis && inClass(atom, axis, key));
      rows.forEach((r, i) => {
        columns.forEach((c, j) => {
          sees(cells[i]?.[j] ?? 0, (atom) => of(atom) && oneOf(atom, row, r) && oneOf(atom, column, c));
        });
      });
    }
  };

  for (const day of days) {
    const taken = unions.flatMap((union) => {
      const here = places.filter((place) => place.union === union);
      const tallies = new Map(
        here.map(({ building }) => {
          const counter = new Counter(counting);
          atoms.forEach((atom, place) => {
            if (atom.union !== union || atom.building !== building || atom.day !== day) return;
            for (let n = 0; n < (people[place] ?? 0); n += 1) counter.add(atom.answers);
          });
          return [building, counter.tally];
        }),
      );
      const page = takeUnionPage(counting, tallies, { members: 5_000, on: day });
      const tally = sumTallies(counting, [...tallies.values()]);
      return page ? [{ union, street: here[0]?.street ?? 0, page, tally }] : [];
    });
    for (const { union, page } of taken) {
      const there = (atom: Atom) => atom.day === day && atom.union === union;
      readFigures(page.own, there);
      for (const [building, figures] of Object.entries(page.buildings))
        readFigures(figures, (atom) => there(atom) && String(atom.building) === building);
    }
    const { streets, district } = takeTogether(counting, taken);
    for (const [street, page] of [...Object.entries(streets), ['', district] as const])
      for (const [id, { yes, no }] of Object.entries(page)) {
        const axis = counting.axes.find((one) => one.id === id);
        const hidden = taken.filter((union) => !(id in union.page.own.axes));
        const of = (atom: Atom) =>
          atom.day === day &&
          hidden.some(
            (union) =>
              union.union === atom.union &&
              (street === '' ? !(id in (streets[atom.street] ?? {})) : String(union.street) === street),
          );
        sees(yes, (atom) => of(atom) && axis !== undefined && inClass(atom, axis, 'yes'));
        sees(no, (atom) => of(atom) && axis !== undefined && inClass(atom, axis, 'no'));
      }
  }
  return { attacker, seen };
}

/** Whom one might ask about: by place, by days, by one answer or two. */
const wheres: ((atom: Atom) => boolean)[] = [
  () => true,
  ...[1, 2].map((street) => (atom: Atom) => atom.street === street),
  ...[1, 2, 3].map((union) => (atom: Atom) => atom.union === union),
  ...places.map((place) => (atom: Atom) => atom.union === place.union && atom.building === place.building),
];
const whens = days.flatMap((from, first) =>
  days.slice(first).map((until) => (atom: Atom) => from <= atom.day && atom.day <= until),
);
const classes = counting.axes.flatMap((axis) =>
  axis.classes.map((key) => (atom: Atom) => inClass(atom, axis, key)),
);
const whats: ((atom: Atom) => boolean)[] = [
  () => true,
  ...classes,
  ...classes.flatMap((one, place) =>
    classes.slice(place + 1).map((other) => (atom: Atom) => one(atom) && other(atom)),
  ),
];
const groups = wheres.flatMap((where) =>
  whens.flatMap((when) =>
    whats.map((what) =>
      atoms.flatMap((atom, place) => (where(atom) && when(atom) && what(atom) ? [place] : [])),
    ),
  ),
);

test('who keeps every figure of every day, place and role, and subtracts, finds no count from one to four', () => {
  let seen = 0;
  fc.assert(
    fc.property(world, (people) => {
      const watched = watch(people);
      seen += watched.seen;
      for (const group of groups) {
        const count = group.reduce((sum, place) => sum + (people[place] ?? 0), 0);
        if (count < 1 || count > 4) continue;
        expect(watched.attacker.countOf(group)).toBeNull();
      }
    }),
    { numRuns: 60 },
  );
  // She isn't kept ignorant by being shown nothing.
  expect(seen / 60).toBeGreaterThan(60);
});
