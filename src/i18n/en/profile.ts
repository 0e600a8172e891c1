export const profile = {
  name: 'Niangjia 娘家',
  shortDescription:
    'Find the union of your building, join it, and hear what is on. Your employer cannot see it.',
  description:
    'I am Niangjia, the helper of the building unions in Xicheng, Beijing.\n\nTell me which building you work in and I will find its union: apply to join, say what you would like, and hear each month about what suits you.\n\nOnly the union sees what you tell me. Your employer cannot.',
  start: 'Start here',
  find: 'Find the union of your building',
  join: 'Apply to join',
  survey: 'Say what you would like',
  activities: 'See what is on',
  me: 'What we hold about you',
  language: 'Language / 语言',
  help: 'What I can do',
  cancel: 'Leave what you are doing',
  staff: 'Staff desk',
} as const;
