import { badRequest } from './api-error.ts';

export interface UploadedFile {
  file_name: string;
  mime_type: string;
  bytes: Buffer;
}

/**
 * The parameters of one call. They come as JSON values or, from forms, query strings and multipart, as text; the
 * server makes no difference between `5` and `"5"`, `true` and `"True"`, an object and its JSON, and neither do these.
 */
export class Parameters {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #files: ReadonlyMap<string, UploadedFile> | undefined;

  constructor(values: Readonly<Record<string, unknown>>, files?: ReadonlyMap<string, UploadedFile>) {
    this.#values = values;
    this.#files = files;
  }

  has(name: string): boolean {
    const value = this.#values[name];
    return value !== undefined && value !== null && value !== '';
  }

  /** Empty when absent. */
  text(name: string): string {
    const value = this.#values[name];
    if (typeof value === 'string') return value;
    if (value === undefined || value === null) return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** Undefined when absent or no whole number. */
  integer(name: string): number | undefined {
    const value = this.#values[name];
    if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
    if (typeof value !== 'string' || !/^\s*[+-]?\d+\s*$/.test(value)) return undefined;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : undefined;
  }

  decimal(name: string): number | undefined {
    const value = this.#values[name];
    if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
    const number = Number(value);
    return Number.isFinite(number) ? number : undefined;
  }

  flag(name: string): boolean {
    const value = this.#values[name];
    return (
      value === true || value === 1 || (typeof value === 'string' && /^(true|yes|1)$/i.test(value.trim()))
    );
  }

  /**
   * An object or array, given as it is or as JSON text; undefined when absent.
   *
   * @param what names the thing in the refusal: "can't parse <what> JSON object"
   */
  json(name: string, what: string): unknown {
    const value = this.#values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest(`can't parse ${what} JSON object`);
    }
  }

  file(name: string): UploadedFile | undefined {
    return this.#files?.get(name);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
