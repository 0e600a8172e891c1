import { z } from 'zod';
import type { BuildingId, ProposalId } from './ids.ts';
import { fewest } from './results.ts';

/*
 * A wish for a union where there is none yet: what may be known of how many have it, and what a building that we don't
 * know may be called.
 */

/** What somebody wishes a union for: a listed building, or one she told us of. */
export type WishPlace =
  | { readonly kind: 'building'; readonly building: BuildingId }
  | { readonly kind: 'proposal'; readonly proposal: ProposalId };

/** How many have wished, as far as anybody may know; null: fewer than five, who could be guessed. */
export function shownCount(count: number): number | null {
  return count < fewest ? null : count;
}

/** From this many on it is worth a word to the street, and again at each step. */
const steps = [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;

/** The highest step reached on the way from one count to another; null when none was. */
export function stepReached(before: number, after: number): number | null {
  return steps.findLast((step) => before < step && step <= after) ?? null;
}

/** So many buildings of her own telling may wait for the street at once: more is not a worker looking for her door. */
export const openProposalsMax = 3;

const oneLine = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();

/** What a building is called, as somebody writes it: a line of text that names something. */
export const BuildingName = z
  .string()
  .transform(oneLine)
  .pipe(
    z
      .string()
      .min(2)
      .max(40)
      .regex(/[\p{L}\p{N}]/u),
  );

/** Where a building is, in words: a street and a number, the corner it stands at. */
export const WrittenAddress = z
  .string()
  .transform(oneLine)
  .pipe(
    z
      .string()
      .min(2)
      .max(80)
      .regex(/[\p{L}\p{N}]/u),
  );

const address =
  /(?:路|街|巷|胡同|大道|条|里|弄|横街|环)(?:东|西|南|北)?[甲乙丙丁]?[\d一二三四五六七八九十百零〇]+ ?(?:号|弄)(?:院|楼)?$|^\d+[a-e]?,? .*\b(?:street|st|road|rd|avenue|ave|lane|hutong|alley)\.?$/iu;

/** 宣武门西大街 129 号, 129 Xuanwumen West Street: where a building is, and not what it is called. */
export function looksLikeAddress(text: string): boolean {
  return address.test(oneLine(text).replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, ''));
}

/** The words around a name in a message: “我在…上班”, “I work in …”. */
const around =
  /^(?:(?:我们?(?:公司|单位)?|公司|单位)?(?:就?在|是)|i(?:['’]m| am| work)?(?: at| in)(?: the)?\s)|(?:里面?)?(?:上班|工作|办公)(?:的|呢|啊)?[。.!！]?$/giu;

/** A name to begin with, from what she looked for in vain; null where that can't be one. */
export function nameFrom(typed: string): string | null {
  return BuildingName.safeParse(oneLine(typed).replace(around, '')).data ?? null;
}

/** WGS 84, as Telegram sends locations. */
export const Spot = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type Spot = z.infer<typeof Spot>;

/** Where a building that we don't know is said to be. */
export const ProposedPlace = z.object({ at: Spot.nullable(), address: z.string().nullable() });
export type ProposedPlace = z.infer<typeof ProposedPlace>;

/** Metres between two spots, as the crow flies. */
export function metresBetween(one: Spot, other: Spot): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (from: number, to: number) => Math.sin(rad(to - from) / 2) ** 2;
  const a =
    half(one.latitude, other.latitude) +
    Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * half(one.longitude, other.longitude);
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Further from every building we know than this, and it isn't in the district. */
export const districtReachMetres = 3_000;
