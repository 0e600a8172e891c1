import type { Translation } from '../catalogue.ts';
import { activities } from './activities.ts';
import { around } from './around.ts';
import { ask } from './ask.ts';
import { audience } from './audience.ts';
import { broadcast } from './broadcast.ts';
import { card } from './card.ts';
import { common } from './common.ts';
import { compose } from './compose.ts';
import { coverage } from './coverage.ts';
import { demand } from './demand.ts';
import { desk } from './desk.ts';
import { directory } from './directory.ts';
import { find } from './find.ts';
import { imports } from './imports.ts';
import { inline } from './inline.ts';
import { join } from './join.ts';
import { kind } from './kind.ts';
import { me } from './me.ts';
import { membership } from './membership.ts';
import { mine } from './mine.ts';
import { notice } from './notice.ts';
import { people } from './people.ts';
import { poster } from './poster.ts';
import { profile } from './profile.ts';
import { programme } from './programme.ts';
import { progress } from './progress.ts';
import { release } from './release.ts';
import { results } from './results.ts';
import { settings } from './settings.ts';
import { sheet } from './sheet.ts';
import { staff } from './staff.ts';
import { stall } from './stall.ts';
import { start } from './start.ts';
import { survey } from './survey.ts';
import { template } from './template.ts';
import { timing } from './timing.ts';
import { wish } from './wish.ts';

export const en = {
  common,
  start,
  find,
  around,
  inline,
  join,
  survey,
  ask,
  kind,
  activities,
  me,
  membership,
  mine,
  notice,
  broadcast,
  audience,
  release,
  card,
  compose,
  template,
  staff,
  poster,
  profile,
  programme,
  progress,
  results,
  coverage,
  directory,
  stall,
  settings,
  timing,
  wish,
  demand,
  desk,
  imports,
  sheet,
  people,
} satisfies Translation;
