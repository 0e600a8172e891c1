/** Code of 北京坊商圈楼宇工会联合会: shops only, surveyed before the others, and busy when offices rest. */
export const shoppingQuarter = 'q4z3';

/** Its three buildings: counters and kitchens on every floor. All others are offices with a few shops below. */
export const shopBuildings: ReadonlySet<string> = new Set(['a2t3j', 'c2p3h', 'q2h6d']);
