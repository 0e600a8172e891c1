import type { DemoUnion } from './types.ts';
import { inventedUnions } from './unions-invented.ts';
import { unionsOnRecord } from './unions-on-record.ts';

/** A union by itself. Its buildings name it, and its warm stations name their building. */
export type UnionRecord = Omit<DemoUnion, 'buildings' | 'warmStations'>;

export const unions: readonly UnionRecord[] = [...unionsOnRecord, ...inventedUnions];
