export const common = {
  back: 'Back',
  skip: 'Skip this',
  home: 'Back to start',
  cancel: 'Leave it for now',
  carryOn: 'Carry on',
  more: 'More',
  previousPage: '‹ Previous',
  nextPage: 'Next ›',
  cancelled: 'Put aside. Everything you filled in is kept; tap below whenever you want to carry on.',
  nothingToCancel: 'Nothing is half done right now.',
  oldButton: 'That button was an old one. Here is how things stand now.',
  startAgain:
    'We changed this step, and what you had half filled in no longer fits. Please start it once more.',
  notUnderstood:
    'I did not get that. Tell me the name of the building you work in and I will find its union; /help shows what I can do.',
  textPlease: 'A few words of text are all I need here; I cannot read anything else yet.',
  tapPlease: 'Just tap one of the buttons below.',
  tooLong_one: 'That is a little long: {{count}} character at most.',
  tooLong_other: 'That is a little long: {{count}} characters at most.',
  paused: '{{what}} is half done. It is kept for you.',
  unexpected:
    'Something went wrong on our side, not yours. Please tap once more; if it happens again, tell your union officer the code {{code}}.',
  fileGone:
    'What this file was about is gone, so it could not be made. Go back a step to see how things stand.',
  edited: 'I cannot see changes to a message once it is sent. Please send it again as a new one.',
} as const;
