import { activities } from './activities.ts';
import { around } from './around.ts';
import { broadcast } from './broadcast.ts';
import { common } from './common.ts';
import { coverage } from './coverage.ts';
import { demand } from './demand.ts';
import { directory } from './directory.ts';
import { find } from './find.ts';
import { imports } from './imports.ts';
import { inline } from './inline.ts';
import { join } from './join.ts';
import { kind } from './kind.ts';
import { me } from './me.ts';
import { mine } from './mine.ts';
import { notice } from './notice.ts';
import { poster } from './poster.ts';
import { profile } from './profile.ts';
import { programme } from './programme.ts';
import { progress } from './progress.ts';
import { results } from './results.ts';
import { sheet } from './sheet.ts';
import { staff } from './staff.ts';
import { start } from './start.ts';
import { survey } from './survey.ts';
import { wish } from './wish.ts';

/** The source: every key and hole is defined here. */
export const zh = {
  common,
  start,
  find,
  around,
  inline,
  join,
  survey,
  kind,
  activities,
  me,
  mine,
  notice,
  broadcast,
  staff,
  poster,
  profile,
  programme,
  progress,
  results,
  coverage,
  directory,
  wish,
  demand,
  imports,
  sheet,
} as const;
