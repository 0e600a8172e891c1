export const find = {
  ask: 'Which building do you work in? Its name is enough, for instance “Jinyu Building” or 金隅大厦.',
  which: 'Which one do you mean?',
  near: 'Nothing by exactly that name. Did you mean:',
  none: 'I could not find “{{typed}}”. Try another name for it: the one on the sign at the door, or just a part of it.',
  noneUnreadable: 'Just write the name of the building, for instance “Jinyu Building”, and I will look.',
  tooSlow:
    'The search is slow right now and I stopped waiting. Send it again in a minute, or try a shorter name.',
  aliasReason: '{{name}} (also {{reason}})',
  oldReason: '{{name}} (formerly {{reason}})',
  addressReason: '{{name}} (at {{reason}})',
  unitReason: '{{name}} (home of {{reason}})',
  place_one: '🏢 {{building}} is in {{street}}. Its union is the {{union}}, which covers {{count}} building.',
  place_other:
    '🏢 {{building}} is in {{street}}. Its union is the {{union}}, which covers {{count}} buildings.',
  placeWithoutUnion:
    '🏢 {{building}} is in {{street}}. It has no union yet; the street’s union service station can help: {{place}}, {{hours}}, phone {{phone}}.',
  station: 'Rest point: {{place}}, {{hours}}.',
  stations_one: 'Rest point: {{place}}, {{hours}}.',
  stations_other: 'Rest points, {{count}} in all: {{place}}, {{hours}}.',
  reach: 'Union office: {{office}}, {{hours}}.',
  unionCovers_one: 'Covers {{count}} building: {{buildings}}.',
  unionCovers_other: 'Covers {{count}} buildings: {{buildings}}.',
  unionCoversMore_one: 'Covers {{count}} building: {{buildings}}.',
  unionCoversMore_other: 'Covers {{count}} buildings, among them {{buildings}}.',
  whichOfThese: 'Which one do you work in? Tap it; if it is not here, write its name.',
  founded: 'Founded in {{when, monthYear}}.',
  phone: 'Phone: {{phone}}',
  services: 'Rest point ({{place}}, {{hours}}): {{services}}.',
  join: 'Join this union',
  activities: 'See what is on',
  notThis: 'Not this building',
  another: 'Find another building',
  less: 'Less',
  closedBuilding:
    'This building is no longer listed: it may be closed, or called something else now. Write where you work today and I will look.',
  goneBuilding:
    'I do not know the building of this code; it may have changed. Write its name and I will look for it.',
} as const;
