import type { Html } from './html.ts';
import type { zh } from './zh/index.ts';

/*
 * Types of the words. Chinese is the source: its keys and holes are everybody's. A key that counts ends in `_other` there;
 * each language adds the plural forms it needs (`_one` in English), and callers name the key without the ending.
 */

type Source = typeof zh;

type Base<K extends string> = K extends `${infer Name}_${'other' | 'one'}` ? Name : K;

/** Every key, as `namespace.name`. */
export type Key = { [N in keyof Source & string]: `${N}.${Base<keyof Source[N] & string>}` }[keyof Source &
  string];

type TextOf<K extends Key> = K extends `${infer N}.${infer Name}`
  ? N extends keyof Source
    ? Name extends keyof Source[N]
      ? Source[N][Name]
      : `${Name}_other` extends keyof Source[N]
        ? Source[N][`${Name}_other`]
        : never
    : never
  : never;

type Hole<T> = T extends `${string}{{${infer H}}}${infer Rest}` ? H | Hole<Rest> : never;
type Name<H> = H extends `${infer N}, ${string}` ? N : H;
type Value<H> = H extends `${string}, ${'day' | 'date' | 'moment' | 'time' | 'month' | 'monthYear'}`
  ? Date
  : H extends `${string}, percent` | 'count'
    ? number
    : string | number | Html;

export type Params<K extends Key> = { readonly [H in Hole<TextOf<K>> as Name<H> & string]: Value<H> };

/** What another language must bring: the same keys, and `_one` beside each `_other`. */
export type Translation = {
  readonly [N in keyof Source]: {
    readonly [K in keyof Source[N] & string]: string;
  } & {
    readonly [K in keyof Source[N] & string as K extends `${infer B}_other` ? `${B}_one` : never]: string;
  };
};
