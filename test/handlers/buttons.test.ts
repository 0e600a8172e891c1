import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ButtonKind, button } from '../../src/bot/button.ts';
import * as buttons from '../../src/handlers/buttons.ts';

/** Without the types of its fields: what a chat client sends has none. */
type AnyButton = ButtonKind<z.ZodRawShape>;
const kinds = Object.entries(buttons) as unknown as [string, AnyButton][];

interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const shapesOf = ({ fields }: AnyButton): [string, Shape][] =>
  Object.entries(fields).map(([name, field]) => [name, z.toJSONSchema(field as z.ZodType) as Shape]);

/** What a shape can't say (there is no 30th of February), the field itself does. */
const fieldsOf = (kind: AnyButton) =>
  Object.fromEntries(
    shapesOf(kind).map(([name, shape]) => [
      name,
      anyValue(shape).filter((value) => (kind.fields[name] as z.ZodType).safeParse(value).success),
    ]),
  );

/** Every value that a field may take. */
function anyValue(shape: Shape): fc.Arbitrary<string | number> {
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.type === 'integer') {
    const min = shape.minimum ?? (shape.exclusiveMinimum ?? -1) + 1;
    return fc.integer({ min, max: shape.maximum ?? min });
  }
  if (shape.pattern) return fc.stringMatching(new RegExp(shape.pattern, 'u'));
  return fc.string({ minLength: 1, maxLength: shape.maxLength ?? 1 }).filter((text) => !text.includes(':'));
}

/** The one that takes the most bytes. */
function longestOf(shape: Shape): string | number {
  const longest = (texts: readonly string[]) => texts.toSorted((a, b) => b.length - a.length)[0] ?? '';
  if (shape.enum) return longest(shape.enum);
  if (shape.type === 'integer') return shape.maximum ?? 0;
  if (shape.pattern) return longest(fc.sample(fc.stringMatching(new RegExp(shape.pattern, 'u')), 500));
  return '楼'.repeat(shape.maxLength ?? 0);
}

test('no two kinds share a tag, and a tag can be told from what follows', () => {
  const tags = kinds.map(([, { tag }]) => tag);
  expect(tags.filter((tag, index) => tags.indexOf(tag) !== index)).toEqual([]);
  expect(tags.filter((tag) => !/^[a-z]{1,8}$/u.test(tag))).toEqual([]);
  expect(tags.length).toBeGreaterThan(50);
});

test('every field is bounded, or its payload would not be', () => {
  const unbounded = kinds.flatMap(([name, kind]) =>
    shapesOf(kind)
      .filter(
        ([, shape]) => !shape.enum && !shape.pattern && (shape.maximum ?? shape.maxLength) === undefined,
      )
      .map(([field]) => `${name}.${field}`),
  );
  expect(unbounded).toEqual([]);
});

describe.each(kinds)('%s', (_, kind) => {
  test('is read as it was written, and by no other kind', () => {
    const data = fc.record(fieldsOf(kind));
    fc.assert(
      fc.property(data, (given) => {
        const payload = kind.press(given);
        expect(kind.read(payload)).toEqual(given);
      }),
      { numRuns: 30 },
    );
    for (const given of fc.sample(data, 2)) {
      const payload = kind.press(given);
      expect(kinds.filter(([, other]) => other.read(payload) !== undefined)).toHaveLength(1);
    }
  });

  test('fits into 64 bytes at its longest', () => {
    const longest = Object.fromEntries(shapesOf(kind).map(([name, shape]) => [name, longestOf(shape)]));
    expect(Buffer.byteLength(kind.press(longest))).toBeLessThanOrEqual(64);
  });

  test('a forged one is not read, or reads as what could have been pressed', () => {
    const odd = fc.constantFrom(
      '',
      '0',
      '-1',
      '1e9',
      '0x10',
      '1.5',
      'NaN',
      '9'.repeat(40),
      '__proto__',
      "' or 1=1",
    );
    const part = fc.oneof(odd, fc.string(), fc.string({ unit: 'binary' }));
    const forged = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 64 }),
      fc.array(part, { maxLength: 5 }).map((parts) => [kind.tag, ...parts].join(':')),
    );
    fc.assert(
      fc.property(forged, (payload) => {
        const data = kind.read(payload);
        if (data !== undefined) expect(kind.read(kind.press(data))).toEqual(data);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a payload that could not be told apart is never made', () => {
  const named = button('x', { name: z.string() });
  test.each(['a:b', ':', '楼'.repeat(21), 'a'.repeat(63)])('%s', (name) => {
    expect(() => named.press({ name })).toThrow(RangeError);
  });
  test('up to the last byte it is', () => {
    expect(named.read(named.press({ name: 'a'.repeat(62) }))).toEqual({ name: 'a'.repeat(62) });
    expect(() => named.press({ name: '' })).toThrow(RangeError);
    expect(named.read('x:')).toBeUndefined();
  });
});
