import { z } from 'zod';
import type { ApplicationId, UnitId } from './ids.ts';
import type { Named } from './language.ts';

/** Why an application was turned down: a template, or the reviewer's own words. */
export const rejectionReasons = [
  'wrongBuilding',
  'notReachable',
  'unitElsewhere',
  'alreadyMember',
  'other',
] as const;
export const Rejection = z.object({
  reason: z.enum(rejectionReasons),
  /** Only with `other`: what the reviewer wrote to the applicant. */
  words: z.string().optional(),
});
export type Rejection = z.infer<typeof Rejection>;

export const rejectionWordsMax = 300;

/** What a reviewer writes to an applicant: short enough to be read on a phone. */
export const RejectionWords = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[^\P{C}\n]/gu, '')
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(2)
      .max(rejectionWordsMax)
      .regex(/[\p{L}\p{N}]/u),
  );

/** Where a person stands when she asks to join. */
export type Standing =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'waiting';
      readonly application: ApplicationId;
      readonly union: Named;
      /** The day by which she was promised an answer, `2026-12-05`. */
      readonly dueOn: string;
    }
  | {
      readonly kind: 'member';
      readonly union: Named;
      /** She changes her work, and another union is looking at it. */
      readonly moving?: { readonly application: ApplicationId; readonly union: Named };
    };

export type JoinRefusal =
  | { readonly type: 'alreadyMember'; readonly union: Named }
  | { readonly type: 'alreadyWaiting'; readonly union: Named; readonly dueOn: string };

/** Nobody joins twice; a former member or one who was turned down may always try again. */
export function mayJoin(
  standing: Standing,
): { readonly ok: true } | { readonly ok: false; readonly refusal: JoinRefusal } {
  switch (standing.kind) {
    case 'none':
      return { ok: true };
    case 'waiting':
      return { ok: false, refusal: { type: 'alreadyWaiting', union: standing.union, dueOn: standing.dueOn } };
    case 'member':
      return { ok: false, refusal: { type: 'alreadyMember', union: standing.union } };
  }
}

/** Promised to applicants: an answer within this many working days. */
export const answerWithinDays = 3;

// Letters of any script, their marks, spaces and the few signs that names contain. Direction marks and emoji are out.
const nameSigns = /^[\p{L}\p{M}][\p{L}\p{M} ·•‧・.'’-]*$/u;

/** A person's name as she writes it, tidied: full-width forms folded, runs of spaces made one. */
export const PersonName = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1).max(40).regex(nameSigns));

/**
 * What she is probably called, from her names in Telegram: something to confirm with a tap. Chinese names are written
 * with the family name first and without a space.
 */
export function likelyName(first: string, last: string | undefined): string | null {
  const chinese = /^\p{Script=Han}+$/u;
  const whole =
    last && chinese.test(first) && chinese.test(last) ? `${last}${first}` : `${first} ${last ?? ''}`;
  return PersonName.safeParse(whole).data ?? null;
}

/** A mobile number of the mainland as 11 digits, or an international one as `+` and 7–15 digits. */
export const PhoneNumber = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/[\s()（）.-]/gu, ''))
  .transform((text) => text.replace(/^(\+86|0086|86(?=1\d{10}$))/u, ''))
  .pipe(z.string().regex(/^(1[3-9]\d{9}|\+[1-9]\d{6,14})$/u));

/**
 * The number of a contact card. Telegram writes it with the country's code but often without the plus, which would make
 * a number of another country look like one of ours.
 */
export function contactPhone(number: string): string | undefined {
  return PhoneNumber.safeParse(`+${number.replace(/\D/gu, '')}`).data;
}

/** Where she works within the building, as far as she says. */
export type UnitGiven =
  | { readonly kind: 'listed'; readonly unit: UnitId; readonly name: string }
  /** Not on the list: what she calls it. */
  | { readonly kind: 'written'; readonly name: string }
  | { readonly kind: 'unsaid' };

/** What her unit is called when it isn't on the list. */
export const WrittenUnit = z
  .string()
  .transform((text) =>
    text
      .normalize('NFKC')
      .replace(/[\s\p{C}]+/gu, ' ')
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(2)
      .max(60)
      .regex(/[\p{L}\p{N}]/u),
  );

/** Enough of a phone to know one's own by: `138****0001`. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** Enough of a name to tell two apart in a list: the first letter and stars. */
export function maskName(name: string): string {
  const letters = [...name];
  return `${letters[0] ?? ''}${'*'.repeat(Math.min(2, Math.max(1, letters.length - 1)))}`;
}
