import { describe, expect, test } from 'vitest';
import { classify, isNotModified, isTooOld } from '../../src/domain/delivery.ts';

const refusals = [
  [403, 'Forbidden: bot was blocked by the user', 'unreachable', 'blocked'],
  [403, 'Forbidden: user is deactivated', 'unreachable', 'deactivated'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable', 'chat_not_found'],
  [403, 'Forbidden: in words nobody has seen yet', 'unreachable', 'blocked'],
  [400, 'Bad Request: chat not found', 'unreachable', 'chat_not_found'],
  [400, 'Bad Request: PEER_ID_INVALID', 'unreachable', 'chat_not_found'],
  [400, 'Bad Request: INPUT_USER_DEACTIVATED', 'unreachable', 'deactivated'],
  [400, 'Bad Request: USER_IS_BLOCKED', 'unreachable', 'blocked'],
  [
    400,
    'Bad Request: can\'t parse entities: unsupported start tag "…" at byte offset 3',
    'failed',
    'unparsable',
  ],
  [400, 'Bad Request: message is too long', 'failed', 'too_long'],
  [400, 'Bad Request: MESSAGE_TOO_LONG', 'failed', 'too_long'],
  [400, 'Bad Request: message caption is too long', 'failed', 'too_long'],
  [400, 'Bad Request: file is too big', 'failed', 'too_large'],
  [413, 'Request Entity Too Large', 'failed', 'too_large'],
  [400, 'Bad Request: group chat was upgraded to a supergroup chat', 'failed', 'moved'],
  [400, 'Bad Request: BUTTON_DATA_INVALID', 'failed', 'refused'],
  [400, '', 'failed', 'refused'],
  [409, 'Conflict: terminated by other getUpdates request', 'failed', 'refused'],
  [401, 'Unauthorized', 'stop', undefined],
  [404, 'Not Found', 'stop', undefined],
  [500, 'Internal Server Error', 'unknown', undefined],
  [502, 'Bad Gateway', 'unknown', undefined],
] as const;

describe('what a call to Telegram meant for its reader', () => {
  test.each(refusals)('%i %s: %s %s', (code, description, status, reason) => {
    expect(classify({ type: 'refused', code, description })).toEqual(
      reason ? { status, reason } : { status },
    );
  });

  test('an accepted message is sent', () => {
    expect(classify({ type: 'accepted' })).toEqual({ status: 'sent' });
  });

  test('what never left us is sent later', () => {
    expect(classify({ type: 'lost', certainty: 'before' })).toMatchObject({
      status: 'retry',
      reason: 'not_sent',
    });
  });

  test('what may have arrived is unknown', () => {
    expect(classify({ type: 'lost', certainty: 'ambiguous' })).toEqual({ status: 'unknown' });
  });

  test.each([
    [17, 17_000],
    [0, 0],
    [undefined, 5_000],
  ])('too many requests, retry after %s s: waits %i ms', (retryAfter, afterMs) => {
    const outcome = {
      type: 'refused',
      code: 429,
      description: 'Too Many Requests: retry after 17',
      retryAfter,
    } as const;
    expect(classify(outcome)).toEqual({ status: 'retry', reason: 'too_many_requests', afterMs });
  });

  test('the code outranks the words: a flood that speaks of blocking is a flood', () => {
    const outcome = { type: 'refused', code: 429, description: 'bot was blocked by the user' } as const;
    expect(classify(outcome)).toMatchObject({ status: 'retry' });
  });
});

describe('refusals of ordinary life', () => {
  test.each([
    [
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
      'not modified',
    ],
    ['Bad Request: MESSAGE_NOT_MODIFIED', 'not modified'],
    ['Bad Request: query is too old and response timeout expired or query ID is invalid', 'too old'],
    ['Bad Request: QUERY_ID_INVALID', 'too old'],
    ['Bad Request: message to edit not found', 'neither'],
    ['Bad Request: message text is empty', 'neither'],
  ])('%s: %s', (description, expected) => {
    expect(isNotModified({ code: 400, description })).toBe(expected === 'not modified');
    expect(isTooOld({ code: 400, description })).toBe(expected === 'too old');
  });

  test('are a 400 and nothing else', () => {
    expect(isNotModified({ code: 403, description: 'message is not modified' })).toBe(false);
    expect(isTooOld({ code: 429, description: 'query is too old' })).toBe(false);
  });
});
