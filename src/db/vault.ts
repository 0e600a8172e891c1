import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals personal fields: AES-256-GCM, with the column's name as associated data, so that a value moved to another
 * column doesn't open. A sealed value is `key id (4) | nonce (12) | tag (16) | ciphertext`. One key seals; older ones
 * still open what they sealed (`rotate-key` brings everything to the newest).
 */
export interface Vault {
  /** What everything sealed with the newest key begins with. */
  readonly keyId: Buffer;
  seal(text: string, column: string): Buffer;
  /** @throws VaultError when it was sealed with a key that isn't on the ring, for another column, or was altered */
  open(sealed: Buffer, column: string): string;
  /** Equal for equal values under one key, and says nothing else of them: for finding duplicates. To be stored. */
  blindIndex(value: string, column: string): Buffer;
  /** The same under each key, the newest first: to be looked for, since older rows are kept under older keys. */
  blindIndexes(value: string, column: string): readonly Buffer[];
}

export class VaultError extends Error {
  override name = 'VaultError';
}

const idLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headLength = idLength + nonceLength + tagLength;

/** What one key is made into. One purpose, one key: what encrypts is not what indexes, and the id gives neither away. */
interface RingKey {
  readonly id: Buffer;
  readonly sealing: Buffer;
  readonly index: Buffer;
}

/**
 * @param key 32 bytes: the setting DATA_KEY
 * @param older keys that were DATA_KEY before: the setting DATA_KEYS_OLD
 */
export function createVault(key: Buffer, older: readonly Buffer[] = []): Vault {
  const newest = ringKey(key);
  const ring = [newest, ...older.map(ringKey)];
  const byId = new Map(ring.toReversed().map((one) => [one.id.toString('hex'), one]));

  return {
    keyId: newest.id,
    seal(text, column) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', newest.sealing, nonce);
      cipher.setAAD(Buffer.from(column));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([newest.id, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, column) {
      const used = byId.get(sealed.toString('hex', 0, idLength));
      if (!used || sealed.length < headLength) throw new VaultError('sealed with no key of this ring');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        used.sealing,
        sealed.subarray(idLength, idLength + nonceLength),
      );
      decipher.setAAD(Buffer.from(column));
      decipher.setAuthTag(sealed.subarray(idLength + nonceLength, headLength));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        throw new VaultError('altered, or sealed for another column');
      }
    },
    blindIndex: (value, column) => indexUnder(newest, value, column),
    blindIndexes: (value, column) => ring.map((one) => indexUnder(one, value, column)),
  };
}

function ringKey(key: Buffer): RingKey {
  if (key.length !== 32) throw new VaultError('a data key must be 32 bytes');
  const derive = (purpose: string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, length));
  return {
    id: derive('niangjia key id', idLength),
    sealing: derive('niangjia seal', 32),
    index: derive('niangjia blind index', 32),
  };
}

function indexUnder({ index }: RingKey, value: string, column: string): Buffer {
  return createHmac('sha256', index).update(`${column}\0${value}`).digest();
}
