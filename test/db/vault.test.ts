import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phoneIndex, phoneIndexes } from '../../src/db/phone-index.ts';
import { createVault, VaultError } from '../../src/db/vault.ts';

const vault = createVault(Buffer.alloc(32, 1));
const another = createVault(Buffer.alloc(32, 2));

test('what is sealed is opened again, whatever it is', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(fc.property(text, (name) => vault.open(vault.seal(name, 'people.name'), 'people.name') === name));
  const long = '楼'.repeat(100_000);
  expect(vault.open(vault.seal(long, 'updates.replies'), 'updates.replies')).toBe(long);
});

test('by another process with the same key too', () => {
  const later = createVault(Buffer.alloc(32, 1));
  expect(later.open(vault.seal('王小雨', 'people.name'), 'people.name')).toBe('王小雨');
  expect(phoneIndex(later, '13800000000')).toEqual(phoneIndex(vault, '13800000000'));
});

test('sealed twice, it looks different each time, and nothing of it shows', () => {
  const [one, other] = [vault.seal('王小雨', 'people.name'), vault.seal('王小雨', 'people.name')];
  expect(one.equals(other)).toBe(false);
  expect(one.includes('王小雨')).toBe(false);
});

describe('does not open', () => {
  test('with another key', () => {
    expect(() => another.open(vault.seal('王小雨', 'people.name'), 'people.name')).toThrow(VaultError);
  });

  test('in another column', () => {
    expect(() => vault.open(vault.seal('王小雨', 'people.name'), 'people.phone')).toThrow(VaultError);
  });

  test('with any bit changed', () => {
    const sealed = vault.seal('13800000000', 'people.phone');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => vault.open(altered, 'people.phone')).toThrow(VaultError);
    }
  });

  test('cut short, or made up', () => {
    const sealed = vault.seal('王小雨', 'people.name');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => vault.open(sealed.subarray(0, length), 'people.name')).toThrow(VaultError);
    }
    for (const made of [Buffer.alloc(0), randomBytes(60), Buffer.from('王小雨')]) {
      expect(() => vault.open(made, 'people.name')).toThrow(VaultError);
    }
  });

  test('and the error says nothing of what it was', () => {
    try {
      another.open(vault.seal('王小雨', 'people.name'), 'people.name');
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toBe('VaultError: sealed with no key of this ring');
      expect(error).not.toHaveProperty('cause');
    }
  });
});

describe('the blind index', () => {
  test('is the same for the same value, and for nothing else', () => {
    const index = vault.blindIndex('13800000000', 'phone');
    expect(vault.blindIndex('13800000000', 'phone')).toEqual(index);
    expect(index).toHaveLength(32);
    for (const other of [
      vault.blindIndex('13800000001', 'phone'),
      vault.blindIndex('13800000000', 'card'),
      another.blindIndex('13800000000', 'phone'),
    ]) {
      expect(other.equals(index)).toBe(false);
    }
  });

  test('does not run column and value together', () => {
    expect(vault.blindIndex('b', 'a').equals(vault.blindIndex('', 'ab'))).toBe(false);
  });
});

test.each([0, 16, 31, 33])('a key of %i bytes is refused', (length) => {
  expect(() => createVault(Buffer.alloc(length))).toThrow(VaultError);
});

describe('a ring of keys', () => {
  const ring = createVault(Buffer.alloc(32, 2), [Buffer.alloc(32, 1), Buffer.alloc(32, 3)]);

  test('opens what any of them has sealed, and seals with the newest', () => {
    const old = vault.seal('王小雨', 'people.name');
    expect(ring.open(old, 'people.name')).toBe('王小雨');
    const sealed = ring.seal('王小雨', 'people.name');
    expect(another.open(sealed, 'people.name')).toBe('王小雨');
    expect(sealed.subarray(0, ring.keyId.length)).toEqual(ring.keyId);
    expect(() => vault.open(sealed, 'people.name')).toThrow(VaultError);
  });

  test('finds a phone under whichever key it was kept', () => {
    const kept = [vault, another].map((held) => phoneIndex(held, '13800000000').toString('hex'));
    const asked = phoneIndexes(ring, '13800000000').map((index) => index.toString('hex'));
    expect(asked).toHaveLength(3);
    expect(asked).toEqual(expect.arrayContaining(kept));
    expect(asked[0]).toBe(phoneIndex(ring, '13800000000').toString('hex'));
  });
});
