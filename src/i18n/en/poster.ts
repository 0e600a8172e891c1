export const poster = {
  headline: 'Scan to find your union',
  headlineWithout: 'This building could have a union, too',
  what: 'You work here, so you can join here, see what is on, and say what you would like. Only the union reads what you write.',
  whatWithout:
    'No union yet: leave a wish. Once five people have, the street office is told. Your employer cannot see who did.',
  station: 'Rest point',
  office: 'Union office',
  streetStation: 'Union service station of the street',
  where: '{{place}}, {{hours}}',
  phone: 'Phone {{phone}}',
  demo: 'For demonstration: places, hours and phones are invented',
  fileName: 'Poster {{building}}',
  filesName: 'Posters {{union}}',
} as const;
