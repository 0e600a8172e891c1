/** Her membership once she has it: changing work, resting, leaving; and what is said of it unprompted. */
export const membership = {
  open: 'Changed jobs, or leaving',
  member:
    'You are a member of {{union}}, working at {{unit}}. If your work changes, tell me: your membership goes with you, without a gap.',
  memberWithoutUnit:
    'You are a member of {{union}}; where exactly you work isn’t noted. If your work changes, tell me: your membership goes with you, without a gap.',
  resting:
    'You are a member of {{union}}, and stay one without a job. Nobody asks you about a workplace any more.',
  notMember: 'You aren’t a member at the moment. To join, first find the building you work in.',
  underWay:
    '{{union}} is looking at your move, and answers by {{due, day}}. Until then you stay in your present union.',
  change: 'New workplace or building',
  stop: 'Not working any more',
  resume: 'Working again, same place',
  resumeElsewhere: 'Working again, elsewhere',
  leave: 'Leave the union',
  toMe: 'See my details',
  toMembership: 'Back to my membership',
  find: 'Find my building',

  moveTitle: 'Your new workplace',
  askBuilding:
    'Which building do you work in now? Its name is enough, for instance “Jinyu Building”. Same building, other company? Write its name, too.',
  buildingUnread: 'I couldn’t read that. Write what your building is called, for instance “Jinyu Building”.',
  noBuilding: 'I can’t find “{{typed}}”. Try another spelling, or the street address.',
  whichBuilding: 'Which one? Tap it; if it’s none of these, write the name again.',
  buildingGone:
    'There is no union to move to in this building now. You are still a member of yours; nothing has changed.',
  askUnit: 'Who do you work for in {{building}}? Tap it, or type a few letters. Your employer isn’t told.',
  noUnits: '{{building}} has no list of companies yet. Write the name of yours, or leave it open.',
  unitsFound_one: '{{count}} company has “{{typed}}” in its name.',
  unitsFound_other: '{{count}} companies have “{{typed}}” in their names.',
  unitsNone:
    'Nothing in {{building}} has “{{typed}}” in its name. Try other letters, or keep it as you wrote it.',
  unitUnread: 'A few letters of the company’s name are enough, 60 at most; or use the buttons below.',
  unitGone: 'That company isn’t on this building’s list any more. Please choose again.',
  takeTyped: 'Keep “{{typed}}”',
  allUnits: 'All companies',
  skipUnit: 'Leave it open',
  confirmWithin:
    '{{building}} belongs to {{union}}, too, so your union stays the same. Change your workplace to {{unit}}?',
  confirmAcross:
    '{{building}} belongs to {{union}}; your membership would move there. Its officers only check that you work here. Until they answer, you stay in your present union.\n\nWorkplace: {{unit}}\nHanded over: your name and phone number. Neither employer sees them.',
  unsaid: 'left open',
  sendWithin: 'Change it',
  sendAcross: 'Move my membership',
  otherBuilding: 'Another building',
  otherUnit: 'Another company',
  notNow: 'Not now',
  put: 'All right, nothing moves. You are still a member of your union.',
  changed: 'Done. You are still a member of {{union}}.',
  submitted: 'Sent to {{union}}; you hear by {{due, day}}. Until then you stay in your present union.',
  alreadyWaiting:
    'Something of yours is with {{union}} already; you hear by {{due, day}}. To go elsewhere, take that one back first.',
  same: 'That is what I have already. Nothing to change.',
  nameless:
    'I have no name or phone number of yours to hand on. Add your number under /me, or speak to somebody at the union.',
  seeProgress: 'See how far it is',
  takeBack: 'Take it back',

  askRest:
    'You stay a member without a job: you keep your place and the activities, nobody asks about a workplace, and the union gets no message. Which is it?',
  outOfWork: 'Out of work for now',
  retired: 'Retired',
  rested:
    'Noted. You are still a member of {{union}}, activities and all. When you work again, come back and tap.',
  resumed: 'Noted: you work at the same place again.',
  notNowMove: 'That can’t be done just now. This is how things stand.',

  leaveAsk:
    'Leaving is your right. It counts at once, and nobody has to approve it.\nWhat ends with it: your service card, places at activities to come, announcements, and a move under way.\nWhat stays: your name and phone number, to make coming back easy; you can delete them under /me.',
  leaveYes: 'Leave',
  leaveNo: 'Stay a member',
  leaveLate: 'That button is old. Please read it once more.',
  left: 'You have left {{union}}. If you want to come back, it takes a tap or two: your name and number are still here.',
  rejoin: 'Join again',

  stillHead: 'One small question, one tap.',
  still:
    'Do you still work in {{building}}? We ask twice a year to keep the record right. No answer is fine, too: nothing changes.',
  stillUnion:
    'Do you still work in one of the buildings of {{union}}? We ask twice a year to keep the record right. No answer is fine, too: nothing changes.',
  stillYes: 'Yes, still there',
  stillChanged: 'Somewhere else now',
  stillStopped: 'Not working any more',
  stillNoted: 'Thank you, noted. You won’t be asked again for half a year.',
  stillLate: 'That question is over. If your work has changed, you can say so below.',

  transferDone:
    '{{union}} has taken you in: you are a member here from today. Your years count on, and your service card comes with you.',
  movedHead: 'A small change, just so you know.',
  dissolved:
    'Your union has become part of {{union}}. Your membership and card go with it; there is nothing to do. If you don’t work around here any more, tap “New workplace or building”.',
  goneTo: '{{who}} has moved from {{union}} to {{to}}. The roll is up to date.',
  goneLeft: '{{who}} has left {{union}}. The roll is up to date.',
  someone: 'A member',
  goneCardOn: 'The service card is still with you: please hand it on to the new union.',
  goneCardBack: 'The service card is still with you; it needn’t be handed out any more.',
  transferRejected: '{{union}} couldn’t take you in this time. You are still a member of your present union.',
} as const;
