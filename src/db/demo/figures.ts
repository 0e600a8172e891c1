/** What a building's units add up to. */
export interface BuildingFigures {
  readonly units: number;
  readonly nonPublic: number;
  /** Units with a primary union of their own; the largest. */
  readonly independent: number;
  /** Units with neither union nor group; the smallest. */
  readonly unorganised: number;
  readonly workers: number;
  readonly members: number;
}

/**
 * The books of the district, by building code. The columns add up to the district's published figures, and units are
 * made to fit, so these rows are the place where the totals are decided.
 */
export const figures: Readonly<Record<string, BuildingFigures>> = {
  // 金隅阳光楼宇工会联合会
  p7g8n: { units: 49, nonPublic: 43, independent: 6, unorganised: 15, workers: 1563, members: 806 },
  t8v6v: { units: 42, nonPublic: 36, independent: 4, unorganised: 10, workers: 1665, members: 705 },
  t2f3d: { units: 40, nonPublic: 34, independent: 4, unorganised: 13, workers: 1329, members: 720 },
  r5y2c: { units: 50, nonPublic: 42, independent: 5, unorganised: 12, workers: 1699, members: 892 },
  z3d5f: { units: 40, nonPublic: 35, independent: 5, unorganised: 13, workers: 1224, members: 520 },
  u2g2g: { units: 28, nonPublic: 25, independent: 3, unorganised: 8, workers: 993, members: 465 },
  e5w2g: { units: 59, nonPublic: 51, independent: 5, unorganised: 18, workers: 2199, members: 1182 },
  t7b5j: { units: 34, nonPublic: 29, independent: 3, unorganised: 11, workers: 1018, members: 551 },
  d8u6k: { units: 35, nonPublic: 30, independent: 5, unorganised: 11, workers: 1055, members: 469 },
  d5d9z: { units: 26, nonPublic: 23, independent: 2, unorganised: 7, workers: 917, members: 416 },
  t5n6z: { units: 35, nonPublic: 31, independent: 3, unorganised: 12, workers: 1274, members: 594 },
  // 椿树街道楼宇工会联合会
  b7s4g: { units: 41, nonPublic: 34, independent: 5, unorganised: 0, workers: 787, members: 365 },
  s8u6p: { units: 47, nonPublic: 41, independent: 4, unorganised: 0, workers: 1080, members: 641 },
  m7y9f: { units: 30, nonPublic: 26, independent: 3, unorganised: 0, workers: 737, members: 361 },
  // 椿树街道楼宇联合工会
  r6y5r: { units: 29, nonPublic: 26, independent: 4, unorganised: 0, workers: 614, members: 284 },
  w3j5t: { units: 32, nonPublic: 28, independent: 4, unorganised: 0, workers: 638, members: 287 },
  // 物华大厦楼宇工会联合会
  g6p7f: { units: 72, nonPublic: 61, independent: 5, unorganised: 16, workers: 1983, members: 1015 },
  // 五栋大楼楼宇工会联合会
  r8e4r: { units: 53, nonPublic: 46, independent: 4, unorganised: 16, workers: 1192, members: 597 },
  x4f2z: { units: 49, nonPublic: 43, independent: 4, unorganised: 14, workers: 1134, members: 503 },
  k5c6t: { units: 39, nonPublic: 33, independent: 3, unorganised: 9, workers: 890, members: 451 },
  q7c8t: { units: 36, nonPublic: 30, independent: 3, unorganised: 12, workers: 823, members: 430 },
  p9p4y: { units: 33, nonPublic: 29, independent: 2, unorganised: 9, workers: 868, members: 387 },
  // 金贸大厦楼宇工会联合会
  y8r3n: { units: 64, nonPublic: 56, independent: 6, unorganised: 17, workers: 1561, members: 689 },
  // 北京坊商圈楼宇工会联合会
  a2t3j: { units: 32, nonPublic: 32, independent: 4, unorganised: 8, workers: 390, members: 213 },
  c2p3h: { units: 35, nonPublic: 35, independent: 3, unorganised: 8, workers: 499, members: 224 },
  q2h6d: { units: 30, nonPublic: 30, independent: 4, unorganised: 7, workers: 397, members: 171 },
  // 西绒里楼宇工会联合会
  h5h5c: { units: 67, nonPublic: 57, independent: 7, unorganised: 23, workers: 1482, members: 662 },
  u6t7w: { units: 44, nonPublic: 40, independent: 5, unorganised: 12, workers: 841, members: 415 },
  // 新华里楼宇联合工会
  y6p5k: { units: 42, nonPublic: 38, independent: 4, unorganised: 12, workers: 1043, members: 508 },
  // 灵溪中心楼宇联合工会
  m9p5q: { units: 57, nonPublic: 51, independent: 6, unorganised: 15, workers: 1304, members: 649 },
  // 月汀楼宇工会联合会
  g7j7g: { units: 76, nonPublic: 68, independent: 10, unorganised: 24, workers: 1618, members: 677 },
  n4g7m: { units: 64, nonPublic: 54, independent: 6, unorganised: 16, workers: 1504, members: 651 },
  // 礼士里楼宇联合工会
  f9s3w: { units: 54, nonPublic: 46, independent: 6, unorganised: 16, workers: 1179, members: 555 },
  // 北街商务楼联合工会
  s8e6x: { units: 47, nonPublic: 39, independent: 5, unorganised: 15, workers: 1004, members: 498 },
  // 新栖园区工会联合会
  g8v4h: { units: 57, nonPublic: 51, independent: 5, unorganised: 18, workers: 1245, members: 630 },
  e8m7n: { units: 63, nonPublic: 53, independent: 7, unorganised: 19, workers: 1355, members: 695 },
  // 安砚楼宇工会联合会
  f9q2a: { units: 83, nonPublic: 69, independent: 9, unorganised: 28, workers: 1974, members: 900 },
  // 裕和里楼宇联合工会
  y7b9r: { units: 44, nonPublic: 39, independent: 5, unorganised: 12, workers: 1045, members: 512 },
  // 银柳楼宇工会联合会
  g7h8k: { units: 50, nonPublic: 44, independent: 4, unorganised: 14, workers: 1102, members: 494 },
  f2c6u: { units: 41, nonPublic: 34, independent: 4, unorganised: 13, workers: 845, members: 397 },
  // 鼓西楼宇联合工会
  p9h9n: { units: 48, nonPublic: 40, independent: 6, unorganised: 12, workers: 958, members: 432 },
  // 平安槐楼宇工会联合会
  u8s7e: { units: 80, nonPublic: 71, independent: 6, unorganised: 22, workers: 1926, members: 931 },
  q9s2u: { units: 47, nonPublic: 41, independent: 5, unorganised: 13, workers: 964, members: 402 },
  // 北枫大厦楼宇联合工会
  j9s3f: { units: 53, nonPublic: 48, independent: 7, unorganised: 15, workers: 1218, members: 592 },
  // 直内里楼宇联合工会
  s2k6z: { units: 40, nonPublic: 35, independent: 5, unorganised: 12, workers: 893, members: 361 },
  // 槐柏楼宇工会联合会
  t5s8f: { units: 62, nonPublic: 55, independent: 7, unorganised: 17, workers: 1342, members: 719 },
  f6s5x: { units: 64, nonPublic: 57, independent: 6, unorganised: 14, workers: 1242, members: 533 },
  x4a7c: { units: 63, nonPublic: 54, independent: 7, unorganised: 17, workers: 1418, members: 697 },
  // 报春商务楼联合工会
  q9m2z: { units: 43, nonPublic: 39, independent: 4, unorganised: 13, workers: 1085, members: 457 },
};
