import type { Translation } from '../catalogue.ts';
import { common } from './common.ts';
import { kind } from './kind.ts';

export const en = { common, kind } satisfies Translation;
