import type { BuildingId } from './ids.ts';

/*
 * Finding a building by what people call it. The database brings candidates, this decides which come first: the same
 * name, then one that starts so, then one that is part of what she wrote or the other way round, then near misses.
 */

/** What stands around a building's name in a message: “我在金隅大厦上班”, “I work in …”. */
const before = /^(请问|你好|我是|我们|我|公司|单位|就)*(在|去|找)?/u;
const after = /(上班|工作|办公|的)*(呢|吗|啊|呀)?$/u;
/** Left on in one spelling: some names end so, as 新华里. */
const inside = /(里面|里|那边|这边)$/u;
const beforeEnglish = /^(hi|hello)?[,\s]*(i['’]?m|i|we)?\s*(work|am|are)?(ing)?\s*(in|at)?\s+(the\s+)?/iu;

/** One spelling for all: width, case, spaces and punctuation don't matter. Also how names are stored. */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What she may have meant: the text as it is, and without the words around a name. At most 60 letters of it. */
export function readQuery(text: string): readonly string[] {
  const short = [...text.normalize('NFKC').trim()].slice(0, 60).join('');
  const bare = short
    .replace(/[，。！？,.!?\s]/gu, '')
    .replace(before, '')
    .replace(after, '');
  const spellings = [short, bare, bare.replace(inside, ''), short.replace(beforeEnglish, '')].map(
    normaliseName,
  );
  return [...new Set(spellings)].filter((spelling) => spelling !== '');
}

export interface Candidate {
  readonly building: BuildingId;
  /** The name that matched, as written, and as stored for matching. */
  readonly name: string;
  readonly normalised: string;
  /** Trigram similarity to the query, 0–1. */
  readonly similarity: number;
  /** People who work there: of two equal matches the larger is likelier meant. */
  readonly workers: number;
}

type MatchKind = 'exact' | 'prefix' | 'part' | 'near';

export interface Match {
  readonly building: BuildingId;
  readonly name: string;
  readonly kind: MatchKind;
}

const order: readonly MatchKind[] = ['exact', 'prefix', 'part', 'near'];
/** Below this, trigrams agree by chance: nonsense must find nothing. */
const nearEnough = 0.34;

/** The buildings she may mean, best first, each once. */
export function rankMatches(queries: readonly string[], candidates: readonly Candidate[]): readonly Match[] {
  const best = new Map<BuildingId, Match & { readonly candidate: Candidate }>();
  for (const candidate of candidates) {
    const kind = matchKind(queries, candidate);
    if (!kind) continue;
    const match = { building: candidate.building, name: candidate.name, kind, candidate };
    const other = best.get(candidate.building);
    if (!other || compare(match, other) < 0) best.set(candidate.building, match);
  }
  return [...best.values()].sort(compare).map(({ building, name, kind }) => ({ building, name, kind }));
}

/** One match is meant when it is exact and alone in that, or when there is no other. */
export function clearMatch(matches: readonly Match[]): Match | undefined {
  const [first, second] = matches;
  if (!first) return undefined;
  if (first.kind === 'exact' && second?.kind !== 'exact') return first;
  return second || first.kind === 'near' ? undefined : first;
}

function matchKind(queries: readonly string[], candidate: Candidate): MatchKind | undefined {
  const { normalised } = candidate;
  if (queries.includes(normalised)) return 'exact';
  if (queries.some((query) => query.length > 1 && normalised.startsWith(query))) return 'prefix';
  const isPart = (query: string) =>
    (query.length > 1 && normalised.includes(query)) || (normalised.length > 2 && query.includes(normalised));
  if (queries.some(isPart)) return 'part';
  return candidate.similarity >= nearEnough ? 'near' : undefined;
}

function compare(a: Match & { candidate: Candidate }, b: Match & { candidate: Candidate }): number {
  return (
    order.indexOf(a.kind) - order.indexOf(b.kind) ||
    b.candidate.similarity - a.candidate.similarity ||
    b.candidate.workers - a.candidate.workers ||
    a.building - b.building
  );
}
