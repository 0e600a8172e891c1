import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals personal fields: AES-256-GCM, with the column's name as associated data, so that a value moved to another
 * column doesn't open. A sealed value is `key id (1) | nonce (12) | tag (16) | ciphertext`; the key id leaves room for a
 * ring of keys.
 */
export interface Vault {
  seal(text: string, column: string): Buffer;
  /** @throws VaultError when it was sealed with another key, for another column, or was altered */
  open(sealed: Buffer, column: string): string;
  /** Equal for equal values under this key, and says nothing else of them: for finding duplicates. */
  blindIndex(value: string, column: string): Buffer;
}

export class VaultError extends Error {
  override name = 'VaultError';
}

const keyId = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;

/** @param key 32 bytes: the setting DATA_KEY */
export function createVault(key: Buffer): Vault {
  if (key.length !== 32) throw new VaultError('the data key must be 32 bytes');
  // One purpose, one key: what encrypts is not what indexes.
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));
  const sealingKey = derive('niangjia seal');
  const indexKey = derive('niangjia blind index');

  return {
    seal(text, column) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce);
      cipher.setAAD(Buffer.from(column));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([keyId]), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, column) {
      if (sealed.length < headLength || sealed[0] !== keyId) throw new VaultError('not sealed by this vault');
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(1, 1 + nonceLength));
      decipher.setAAD(Buffer.from(column));
      decipher.setAuthTag(sealed.subarray(1 + nonceLength, headLength));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        throw new VaultError('sealed with another key or altered');
      }
    },
    blindIndex: (value, column) => createHmac('sha256', indexKey).update(`${column}\0${value}`).digest(),
  };
}
