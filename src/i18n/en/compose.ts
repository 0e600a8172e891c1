export const compose = {
  head: '📣 A new message',
  testHead: 'A test, sent to nobody but you. Members get it like this:',
  whyStreet: 'You get this as a union member in {{street}}.',
  whyDistrict: 'You get this as a union member in our district.',
  open: 'Open the page',
  answer: 'Say what you would like',

  gone: 'an activity that is over or off, not shown',

  menu: 'Write to members',
  title: 'A message to members',
  list: '📣 Messages from your desk. Tap one to go on with it, or to see how it went.',
  listNone: '📣 Nothing here yet. Write a message, choose who gets it and when, then send it.',
  entry: '{{state}} · {{title}}',
  untitled: 'no text yet',
  state_draft: 'Draft',
  state_waiting: 'Awaiting release',
  state_released: 'Released',
  state_dropped: 'Dropped',
  stateRewriting: 'Rewriting',
  new: 'Write a new one',
  askScope: 'In whose name?',
  askTemplate: 'In the name of {{from}}. Begin with a form, or from scratch?',
  noTemplate: 'From scratch',
  notYours: 'That message is not yours to see, or was dropped. Here are those on your desk:',
  notYoursScope: 'You can’t write in that name any more. Choose another.',

  askText_one: 'Send me the text, {{count}} letter at most.',
  askText_other:
    'Send me the text, as you would in any chat. Bold, italics, quotes and links are kept; {{count}} letters at most.\n\nWith a photo: send the photo, and the text as its caption.',
  askEnglish_one: 'Send me the English text, {{count}} letter at most.',
  askEnglish_other:
    'Send me the English text, {{count}} letters at most. Without it, members who read English get the Chinese.',
  askChinese_one: 'Send me the Chinese text, {{count}} letter at most.',
  askChinese_other:
    'Send me the Chinese text, {{count}} letters at most. Without it, members who read Chinese get the English.',
  askMedia:
    'Send a photo or a file: up to 10 MB for a photo, 20 MB for a file. With one, the text may have {{room}} letters at most.',
  askLink: 'Send me the address that the button is to open.',
  askLabel: 'It opens {{host}}. What should the button say? A few words, for example: See the form.',
  askActivity: 'Which activity should the button show?',
  noActivities: 'Nothing is planned yet. Plan an activity, then come back.',
  notNow: 'Not now',
  half: 'Carry on with the form',
  back: 'Leave it as it is',
  backToPage: 'Back to the message',

  page: '📣 {{state}} · {{from}}',
  pageText_one: '{{language}}: {{count}} letter',
  pageText_other: '{{language}}: {{count}} letters',
  pageNoText: 'No text yet.',
  pageFallsBack: 'No {{language}} text yet: members who read {{language}} get the {{other}}.',
  pageFromTemplate:
    'Both languages came from the form; what you filled in is not translated. Have a look before it goes.',
  language_zh: 'Chinese',
  language_en: 'English',
  pagePhoto: 'With a photo',
  pageDocument: 'With a file: {{name}}',
  pageButtons: 'Buttons: {{labels}}',
  pageLinks: 'Taps open: {{hosts}}',
  pageRewriting:
    'Your changes are not in place yet: members see the old text. When it is right, tap “Put it in place”.',
  pageWaiting: 'It waits for a second officer. A change now means asking again.',
  write_zh: 'Write the Chinese',
  write_en: 'Write the English',
  change_zh: 'Change the Chinese',
  change_en: 'Change the English',
  media: 'Add a photo or file',
  changeMedia: 'Change photo or file',
  buttons: 'Add buttons',
  changeButtons: 'Change buttons',
  preview: 'See it as members will',
  drop: 'Drop this message',
  dropRewriting: 'Keep the old text',
  rewrite: 'Rewrite what was sent …',
  apply: 'Put it in place',
  progress: 'See how it went',
  toList: 'All messages',

  dropText: 'Drop the {{language}} text',
  dropMedia: 'Take photo or file away',
  changed: 'Done.',
  saved: 'Kept.',

  buttonsScreen_one: 'Buttons below the message, {{count}} at most. Tap one to take it away, or add one:',
  buttonsScreen_other: 'Buttons below the message, {{count}} at most. Tap one to take it away, or add one:',
  remove: 'Remove: {{label}}',
  addActivity: 'Show an activity',
  addSurvey: 'Open the needs survey',
  addLink: 'Open a web page',

  previewed: 'Above is what members who read {{language}} will get. Nobody else has it yet.',
  previewedBack:
    'Above is what members who read {{language}} will get: there is no {{language}} text, so it is the {{other}}. Nobody else has it yet.',
  previewRefused:
    'Telegram won’t take this message, so members wouldn’t get it either. The photo or file may be broken: send another. Your words are all still here.',
  test: 'Send it to me as a test',
  tested: 'On its way, to you alone.',
  nothingYet: 'There is no text yet. Write a few words first.',
  previewIn: 'See the {{language}}',

  dropAsk: 'Drop this message? Its text, photo and buttons are not kept.',
  dropYes: 'Yes, drop it',
  dropNo: 'Keep it',
  dropped: 'Dropped.',
  applyAsk:
    'Put your changes in place? Those still to come get the new text; what people already have changes in their chats, without a sound.',
  applyYes: 'Put it in place',
  applied: 'Done. Whatever is still to go out has the new text.',
  appliedCorrecting: 'Done. Messages already delivered are being changed; you will hear how it went.',
  applyNeedsAnother:
    'Two officers released this message, so two change it: ask a colleague to open it and tap “Put it in place”.',
  applyBusy: 'The last change is still under way. Try again when it is over.',

  moved: 'Somebody has just changed this. Here is how it stands.',
  faultMention:
    '“{{words}}” leads to somebody’s account. Leave out the @ and write a name or a phone number.',
  faultCustomEmoji:
    '“{{words}}” is a premium emoji, which I can’t pass on. Use an ordinary one and send it again.',
  faultUnknownFormat: '“{{words}}” has a format that I can’t pass on. Make it plain and send it again.',
  faultNotClosed: '{{tag}} in line {{line}} is never closed: “{{words}}”. Add {{end}} and send it all again.',
  faultNotOpened:
    'There is a {{end}} too many in line {{line}}, with no {{tag}} before it. Delete it and send it all again.',
  faultDisguised:
    '“{{words}}” reads like one address but opens {{host}}. Make them the same and send it again.',
  faultTooManyStretches:
    'There is too much bold, too many links: Telegram would drop some. Use fewer and send it again.',
  faultEmpty: 'There are no words in it. Write a few and send it.',
  faultTooLong_one:
    'The {{language}} text has {{length}} letters, {{over}} over. {{count}} is the most. Shorten it and send it all again.',
  faultTooLong_other:
    'The {{language}} text has {{length}} letters, {{over}} too many: {{count}} is the most. Shorten it and send it all again.',
  faultSplit:
    'That was so long that Telegram cut it into pieces, and I took none of them. Shorten it to one message and send it again.',
  faultTooLarge:
    'That is too large for people on mobile data. {{most}} MB is the most: make it smaller and send it again.',
  faultTooManyButtons_one: '{{count}} button is the most. Take one away first.',
  faultTooManyButtons_other: '{{count}} buttons are the most. Take one away first.',
  faultMediaFixed:
    'Of what people have already, a photo or file can be exchanged, but not added or taken away.',
  onePicture:
    'A message holds one photo or file: I kept the first and took none of the others. To use another one, tap “Change photo or file”.',
  faultMediaKind: 'Here I need a photo, or a file.',
  faultTextKind: 'Here I need text, or a photo or file with a caption.',
  linkIn: 'The address of “{{words}}” can’t be used. {{why}}',
  link_scheme: 'It has to begin with http or https.',
  link_credentials: 'There is a name or password in it: leave out what stands before the @.',
  link_signs: 'There are blanks or invisible signs in it: copy it from the browser once more.',
  link_host:
    'It has to be a public address such as www.example.com, not one in figures or in an office network.',
  link_tooLong: 'It is too long: try leaving out what follows the question mark.',
  link_unreadable: 'I could not read it: copy it from the browser once more.',
  faultLabel_one: 'A few words will do, {{count}} letter at most.',
  faultLabel_other: 'A few words will do, {{count}} letters at most.',
} as const;
