export const inline = {
  ask: 'Write a building’s name, or open Niangjia',
  none: 'Not found. Open Niangjia and look there',
  union: '{{union}} · {{street}}',
  without: 'No union yet · {{street}}',
  card: '🏢 {{building}} is in {{street}}. Its union is the {{union}}.',
  cardWithout:
    '🏢 {{building}} is in {{street}} and has no union yet. Leave a wish: when enough have, the street office is told.',
  what: 'Joining, activities and services are all there.',
  open: 'See this union',
  wish: 'Leave a wish',
} as const;
