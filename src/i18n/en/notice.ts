export const notice = {
  answerHead: 'Here is the answer you were waiting for.',
  approved:
    'You are now a member of {{union}}. Take a minute to say what you would like, and each month you will hear of what suits you.',
  survey: 'Say what you would like',
  activities: 'See what is on',
  rejected: '{{union}} could not accept your application this time.',
  rejectedWrongBuilding:
    'Your employer is not in a building it covers. Check whether you picked the right one.',
  rejectedNotReachable: 'Nobody answered at the number you gave. Check it, and apply once more.',
  rejectedUnitElsewhere: 'Your employer belongs to another union. Tell me its building and I will find it.',
  rejectedAlreadyMember:
    'The roll has you as a member already. If that is wrong, ask at the union with your ID.',
  rejectedOther: 'The reviewer writes: “{{words}}”',
  findAgain: 'Find the building again',
  me: 'See my details',

  monthHead: '📅 What is on in {{when, month}}',
  monthLine: '· {{when, day}}: {{title}}',
  monthMore_one: 'And {{count}} more: tap “More”.',
  monthMore_other: 'And {{count}} more: tap “More”.',
  whyAsked: 'You get this because you asked for {{interests}}.',
  whyOften: 'You said {{often}} would suit you, so it is never more than that.',
  often_weekly: 'once a week',
  often_biweekly: 'once a fortnight',
  often_monthly: 'once a month',
  often_quarterly: 'once a quarter',
  often_rarely: 'twice a year',
  whyMember: 'You get this as a member of {{union}}.',
  see: 'See {{title}}',
  more: 'More',
  changeNeeds: 'Change what, and how often',
  stop: 'Stop sending these',

  activityHead: '📅 Something new is on',
  activityWhen: 'When: {{when, moment}}',
  activityWhere: 'Where: {{place}}',

  demandMetHead: '📅 You asked, and it took place',
  demandMet:
    '“{{title}}” took place on {{when, day}}. You had said you would like {{kind}}, and {{union}} hadn’t forgotten.\n\nIf you missed it, see what comes next; if your wishes have changed, say so.',

  cancelledHead: '📅 A change of plan',
  cancelled:
    '“{{title}}” on {{when, moment}}, which you signed up for, has been called off. No need to come; we are sorry. Something else, perhaps?',

  apologyHead: 'That did not work just now.',

  staffHead: 'Something is waiting for you.',
  waiting: 'Somebody has applied to join {{union}}. An answer is due by {{due, day}}.',
  asked: '{{union}} has looked at your application and asks: “{{words}}”',
  askedAgain:
    '{{union}} asked you something a few days ago and has no answer yet: “{{words}}” A line is enough; there is no hurry.',
  lapsed:
    '{{union}} never heard back on its question, so this application counts as withdrawn, and what you wrote will be deleted in time. You may apply again any time; it takes minutes.',
  handedOver: 'A colleague has handed you an application ({{union}}). It is to be answered by {{due, day}}.',
  answerAsked: 'Answer',
  seeProgress: 'See where it is',
  appeal: 'Ask for another look',
  answered: 'An applicant of {{union}} has added something. An answer is due by {{due, day}}.',
  appealed:
    'Somebody turned down by {{union}} asks the street office for another look. An answer is due by {{due, day}}.',
  dueUnion_one: '{{unions}}: {{count}} application is due by {{due, day}} and not answered yet.',
  dueUnion_other: '{{unions}}: {{count}} applications are due by {{due, day}} and not answered yet.',
  dueAppeals_one: '{{count}} appeal is due by {{due, day}} and not answered yet: {{unions}}.',
  dueAppeals_other: '{{count}} appeals are due by {{due, day}} and not answered yet: {{unions}}.',
  dueStreet_one:
    '{{count}} application was due on {{due, day}} and is not answered: {{unions}}. Please see to it.',
  dueStreet_other:
    '{{count}} applications were due on {{due, day}} and are not answered: {{unions}}. Please see to it.',
  dueDistrict_one: '{{count}} application has waited since {{due, day}}: {{unions}}.',
  dueDistrict_other: '{{count}} applications have waited since {{due, day}}: {{unions}}.',
  dueLine: '{{union}} {{n}}',
  dueMore: '{{n}} unions in all',
  seeQueue: 'See the applications',
  batchDone_one: 'The batch is done: {{count}} approved.',
  batchDone_other: 'The batch is done: {{count}} approved.',
  batchPassed_one: '{{count}} changed meanwhile, was not approved, and still waits for you.',
  batchPassed_other: '{{count}} changed meanwhile, were not approved, and still wait for you.',
  openApplication: 'Open the application',
  setAside:
    'I tried several times to handle a message somebody sent, and failed. Please pass the code {{code}} on to whoever runs this bot.',
  held: 'The activities of {{union}} for {{month, month}} were due to go out on {{slot, moment}}. I was not running then, and did not send them late by myself. Activities still to come: {{activities}}. Send them now?',
  heldSend: 'Send to members now',
  heldSkip: 'Leave it out this time',
  heldSent: 'Right, the activities of {{union}} are on their way.',
  heldSkipped: 'Right, nothing goes out for {{union}} this time. The next one comes as usual.',
  heldSettled: 'Somebody has dealt with this already.',
  heldOver: 'All of these have begun or been cancelled: there is nothing left to send.',
  heldNotYours: 'You no longer look after this union. Its own officers decide now.',

  reportHead: 'Here is how it went.',
  reportMonth: '{{union}}, activities in {{month, month}}',
  reportActivity: '{{union}}: {{title}}',
  reportSent_one: 'Of {{count}} person, {{sent}} got it.',
  reportSent_other: 'Of {{count}} people, {{sent}} got it.',
  reportSentRough_one:
    '{{count}} person or more got it. Chosen by answers, so numbers are rough, and none below 5 is told.',
  reportSentRough_other:
    '{{count}} people or more got it. Chosen by answers, so numbers are rough, and none below 5 is told.',
  reportNoConsent_one: 'Has not agreed to such messages: {{count}}',
  reportNoConsent_other: 'Have not agreed to such messages: {{count}}',
  reportStopped_one: 'Has stopped these: {{count}}',
  reportStopped_other: 'Have stopped these: {{count}}',
  reportHeardEnough_one: 'Wants fewer, and has heard lately: {{count}}',
  reportHeardEnough_other: 'Want fewer, and have heard lately: {{count}}',
  reportNotAsked_one: 'Nothing this month of what was asked for: {{count}}',
  reportNotAsked_other: 'Nothing this month of what was asked for: {{count}}',
  reportUnreachable_one: 'Has stopped the bot, out of reach: {{count}}',
  reportUnreachable_other: 'Have stopped the bot, out of reach: {{count}}',
  reportOutdated_one: 'No longer true before it was sent: {{count}}',
  reportOutdated_other: 'No longer true before it was sent: {{count}}',
  reportGone_one: 'Has left: {{count}}',
  reportGone_other: 'Have left: {{count}}',
  reportFailed_one: 'Could not be sent: {{count}}',
  reportFailed_other: 'Could not be sent: {{count}}',
  reportUnknown_one: 'Cut off midway, may or may not have got it, not sent again: {{count}}',
  reportUnknown_other: 'Cut off midway, may or may not have got it, not sent again: {{count}}',

  stopped:
    'Right, no more news of activities. What concerns you yourself, such as an answer to an application, still comes.',
  resume: 'Send them after all',
  resumed: 'Right, you will hear when something is on.',
  movedHead: 'A small thing about the building you work in',
  moved:
    'From today your building belongs to the {{union}}, and your membership went with it: nothing for you to do. As before, only the union sees it, never your employer.',
} as const;
