import type { ActivityKind } from '../../domain/activity.ts';
import { shoppingQuarter } from './shopping-quarter.ts';

/** What each union's members like best, in order: their survey says so, and their officers plan by it. */
const tastes: Readonly<Record<string, readonly [ActivityKind, ActivityKind, ActivityKind]>> = {
  // On record, for 北京坊: the three favourites of its needs survey.
  [shoppingQuarter]: ['sports', 'crafts', 'green'],
  // 金隅阳光
  e5a6: ['sports', 'health', 'skills'],
  // 椿树
  n7a6: ['health', 'reading', 'green'],
  r2y9: ['crafts', 'family', 'film'],
  // 展览路: 物华大厦, 五栋大楼, 金贸大厦
  j3k2: ['sports', 'film', 'legal'],
  k9c9: ['sports', 'outing', 'crafts'],
  f4y6: ['legal', 'skills', 'health'],
  // 西长安街: 西绒里, 新华里, 灵溪中心
  t4w4: ['sports', 'outing', 'health'],
  u2g2: ['film', 'crafts', 'family'],
  w4j4: ['reading', 'skills', 'crafts'],
  // 月坛: 月汀, 礼士里, 北街商务楼
  d2n4: ['family', 'outing', 'sports'],
  m5s6: ['health', 'legal', 'reading'],
  w9g9: ['crafts', 'film', 'health'],
  // 德胜: 新栖园区, 安砚, 裕和里
  x7b5: ['sports', 'crafts', 'reading'],
  a2y3: ['skills', 'health', 'legal'],
  v7e9: ['outing', 'green', 'sports'],
  // 什刹海: 银柳, 鼓西
  s2w7: ['green', 'outing', 'health'],
  n7b3: ['crafts', 'reading', 'green'],
  // 新街口: 平安槐, 北枫大厦, 直内里
  y2j4: ['health', 'sports', 'family'],
  c9f7: ['legal', 'skills', 'film'],
  t4h6: ['film', 'family', 'sports'],
  // 广安门内: 槐柏, 报春商务楼
  s4p8: ['film', 'health', 'legal'],
  a9d5: ['family', 'crafts', 'green'],
};

/** The tastes of one union, by its code. */
export function tastesOf(union: string): readonly [ActivityKind, ActivityKind, ActivityKind] {
  const found = tastes[union];
  if (!found) throw new Error(`no tastes for union ${union}`);
  return found;
}
