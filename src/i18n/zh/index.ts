import { common } from './common.ts';
import { kind } from './kind.ts';

/** The source: every key and hole is defined here. */
export const zh = { common, kind } as const;
