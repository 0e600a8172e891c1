/** What `@bot …` offers in any chat, and what it puts there: written for whoever reads along. */
export const inline = {
  ask: '写楼名，比如“金隅大厦”；或打开娘家',
  none: '没找到这栋楼，打开娘家找找看',
  union: '{{union}} · {{street}}',
  without: '还没有工会 · {{street}}',
  card: '🏢 {{building}}在{{street}}，它的工会是{{union}}。',
  cardWithout: '🏢 {{building}}在{{street}}，还没有工会。可以先留个心愿，人够了街道会收到提醒。',
  what: '入会、活动、服务，都能在这里找到。',
  open: '看看这家工会',
  wish: '去留个心愿',
} as const;
