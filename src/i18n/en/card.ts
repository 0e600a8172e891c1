/** The mutual-aid service card, for its holder. */
export const card = {
  open: 'Service card',
  none: 'The mutual-aid service card is a bank card that the union gets for its members: mutual aid and member discounts run over it, it works as an ordinary card, and it costs nothing.\nIf you want one, the union gives your name, phone number and workplace to the bank. Bring your ID when you fetch it, and sign there.',
  request: 'Ask for a card',
  requested: 'Service card: asked for on {{at, day}}, waiting for the bank. You’ll hear where to fetch it.',
  ready: 'Your service card is ready:',
  issued: 'Your service card ends in {{tail}}.',
  issuedNoTail: 'You have a service card.',
  lost: 'Your service card is noted as lost. Tap for a new one; the bank makes it on its next visit.',
  cancelled: 'Your former service card doesn’t count any more. You can ask for another.',
  notMember: 'The card is for members. Join the union of your building first, then ask for it.',
  again: 'Ask for a new one',
  reportLost: 'I lost it',
  takeBack: 'I don’t want it',
  lostAsk:
    'First call the bank and have the card blocked, so that nobody can use it; only you can do that.\nThen note it here: the union knows, and can get you a new one.',
  lostYes: 'It’s blocked, note it',
  lostNo: 'I still have it',
  takeBackAsk: 'No card after all? The union won’t wait for you; you can ask again any time.',
  takeBackYes: 'No card for me',
  takeBackNo: 'Yes, I want it',
  notNow: 'That can’t be done just now. This is how things stand.',
  join: 'Find my building',

  readyHead: 'What you were waiting for is here.',
  readyNotice: 'The service card that {{union}} got for you can be fetched:',
  see: 'See my card',
} as const;
