export const poster = {
  headline: 'Scan to find your union',
  headlineWithout: 'This building could have a union, too',
  what: 'You work here, so you can join here, see what is on, and say what you would like. Only the union reads what you write.',
  whatWithout:
    'No union yet: leave a wish. Once five people have, the street office is told. Your employer cannot see who did.',
  headlineAtStall: 'Join here in three steps',
  whatAtStall:
    'Scan, write your name, send your number, tap once. You can wait here for the answer. Only the union sees what you write.',
  station: 'Rest point',
  office: 'Union office',
  streetStation: 'Union service station of the street',
  where: '{{place}}, {{hours}}',
  phone: 'Phone {{phone}}',
  demo: 'For demonstration: places, hours and phones are invented',
  fileName: 'Poster {{building}}',
  filesName: 'Posters {{union}}',
  stallFileName: 'Stall code',
  // Around it, in the chat
  make: 'Make a poster',
  makeAll: 'Posters of all buildings',
  ready: 'The poster of {{building}}: one page of A4 for the lobby. Its code leads to the building’s union.',
  readyAll: 'The posters of the {{union}}, a page of A4 for each building.',
  picture: 'See it as a picture',
  original: 'Send the picture as a file',
  notYours: 'The union or the street that looks after this building makes its posters. Ask them for one.',
} as const;
