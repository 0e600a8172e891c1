export const kind = {
  sports: 'Sports',
  crafts: 'Crafts',
  green: 'Green volunteering',
  health: 'Health talks',
  reading: 'Reading circle',
  skills: 'Skills training',
  family: 'Family activities',
  outing: 'Outings',
  film: 'Film evenings',
  legal: 'Legal advice',
} as const;
