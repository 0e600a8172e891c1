export const join = {
  title: 'Your application',
  header: '{{step}}/{{of}} · Joining {{union}}',
  findFirst:
    'First find the building you work in; it tells which union is yours. Its name is enough, for instance “Jinyu Building”.',
  findBuilding: 'Find my building',
  half: 'Your application for {{building}} is half done and kept. Carry on, or choose another building?',
  halfElsewhere: 'Your application for {{building}} is half done. Carry on, or make it {{other}} instead?',
  otherBuilding: 'Another building',
  afresh: 'Make it {{building}}',
  notCovered:
    'This building has no union to join right now; that may just have changed. Please look the building up again.',

  askNameAtStall:
    'Joining at the stall for {{building}}, three steps. What is your name? Your real one, please. Only union staff see it, your employer does not.',
  askName:
    'What is your name? Your real one, please: the union checks it when reviewing. Only union staff see it, your employer does not.',
  takeName: 'Use “{{name}}”',
  askUnit:
    'Which employer in {{building}}? Tap it, or type a few letters. It only goes on your membership record; we do not tell them.',
  noUnits: 'No employers are listed for {{building}} yet. Type the name of yours, or skip this.',
  unitsNarrowed_one: '{{count}} employer has “{{typed}}” in its name.',
  unitsNarrowed_other: '{{count}} employers have “{{typed}}” in their names.',
  unitsNone:
    'No employer in {{building}} has “{{typed}}” in its name. Try other letters, or leave it as you wrote it.',
  allUnits: 'See all employers',
  unlisted: 'Mine is not listed',
  takeTyped: 'Write “{{typed}}”',
  writeUnit:
    'Type the name of your employer. It is only for the record; we never contact them. You may also skip this.',
  askPhone:
    'Send me your phone number: tap the key below, or type it. It is only for the union’s review; your employer does not see it.',
  sendPhone: 'Send my number',
  phoneKept: 'Got your number.',
  phoneLater: 'All right, the number can wait.',
  consent:
    'Before you submit:\n· your name, number and employer are used to review your application and keep your membership, nothing else;\n· only the union officers responsible for {{union}} see them, your employer does not;\n· /me shows them any time, and you may withdraw until a decision is made.\n\nThe two below are yours to choose; you can join without.',
  newsOff: '☐ Tell me about activities, too',
  newsOn: '☑ Tell me about activities, too',
  confidantsOff: '☐ Union officers at my employer may know, too',
  confidantsOn: '☑ Union officers at my employer may know, too',
  confirm:
    'Name, number and employer are used to review your application and keep your membership. Only the officers of {{union}} see them, your employer does not. You may withdraw until a decision is made.',
  agreeAndSubmit: 'I agree, submit',
  addUnit: 'Add employer',
  agree: 'I agree, carry on',
  review: 'Is this right? Then submit it:',
  name: 'Name: {{name}}',
  unit: 'Employer: {{unit}}',
  unitUnsaid: 'Employer: not given',
  phone: 'Phone: {{phone}}',
  newsYes: 'Monthly activities: tell me',
  newsNo: 'Monthly activities: not now',
  onlyUnion: 'Who may know: the union only',
  unitOfficersToo: 'Who may know: the union, and its officers at my employer',
  goesTo: 'Goes to: {{union}}',
  submit: 'Submit',
  editName: 'Change name',
  editUnit: 'Change employer',
  editPhone: 'Change number',
  editNews: 'Change the other two',
  settled: 'Fine, see below.',

  nameUnread:
    'I could not read that as a name. Letters of any language are fine, 40 at most, for instance “Amina Yusuf”.',
  unitsUnread: 'Type a few letters of the employer’s name, 60 at most, or tap a button below.',
  unitUnread: 'An employer’s name of 2 to 60 letters is all I can read here.',
  phoneUnread:
    'I could not read that number. Write 11 digits like 13800000000; a number from abroad starts with + and its country code.',
  contactOfOther: 'That card is somebody else’s. Joining takes your own number: just tap “Send my number”.',
  unitGone: 'The employer you chose is no longer listed in this building. Please choose again.',
  consentChanged: 'The words below have just been updated. Please have another look.',

  submitted:
    'Submitted to {{union}}. You will hear by {{due, day}}. While you wait, you could say what activities you would like.',
  submittedAtStall:
    'Submitted to {{union}}. Stay a moment: the officer is right here, and the answer comes in minutes. It is sent here, too.',
  alreadyWaiting: 'Your application to {{union}} is already in. You will hear by {{due, day}}.',
  alreadyMember:
    'You are a member of {{union}} already. If you changed job or building, move your membership below; no need to join again.',
  survey: 'Say what I would like',
  activities: 'See what is on',
  me: 'See my details',

  withdrawAsk:
    'Withdraw your application to {{union}}? Nobody will review it then; you may apply again any time.',
  withdraw: 'Withdraw it',
  keep: 'Keep it',
  withdrawn:
    'Your application to {{union}} is withdrawn and will not be reviewed. To join another day, just look up the building again.',
  withdrawTooLate: 'This application has been decided already. Your details show how it went.',
} as const;
