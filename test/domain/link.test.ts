import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkMax, readLink } from '../../src/domain/link.ts';
import { checkUrl } from '../../src/playground/bot-api/checks/url.ts';

describe('an address', () => {
  test.each([
    ['https://example.com', 'https://example.com/', 'example.com'],
    ['example.com/a?b=1#c', 'https://example.com/a?b=1#c', 'example.com'],
    ['HTTP://Example.COM/A', 'http://example.com/A', 'example.com'],
    ['example.com:8080/x', 'https://example.com:8080/x', 'example.com'],
    [' https://www.bjxch.gov.cn ', 'https://www.bjxch.gov.cn/', 'www.bjxch.gov.cn'],
    // What looks like other letters is seen to be.
    ['https://例子.cn/问', 'https://xn--fsqu00a.cn/%E9%97%AE', 'xn--fsqu00a.cn'],
    ['https://аррӏе.com', 'https://xn--80ak6aa92e.com/', 'xn--80ak6aa92e.com'],
  ])('%s may be sent', (typed, url, host) => {
    expect(readLink(typed)).toEqual({ ok: true, url, host });
  });

  test.each([
    ['javascript:alert(1)', 'scheme'],
    ['JavaScript://example.com/%0aalert(1)', 'scheme'],
    ['data:text/html,hi', 'scheme'],
    ['tg://user?id=1', 'scheme'],
    ['mailto:a@example.com', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['ftp://example.com', 'scheme'],
    ['https://user:secret@example.com', 'credentials'],
    ['https://bank.cn@evil.com/', 'credentials'],
    ['a@example.com', 'credentials'],
    ['https://example.com/a b', 'signs'],
    ['https://exam\u200bple.com', 'signs'],
    ['https://example.com/\u202egpj.exe', 'signs'],
    ['https://example.com/\u0000', 'signs'],
    ['http://127.0.0.1/', 'host'],
    ['http://2130706433/', 'host'],
    ['http://[::1]/', 'host'],
    ['http://localhost:3000', 'host'],
    ['http://intranet/', 'host'],
    ['https:\\\\example.com', 'unreadable'],
    ['https:///example.com', 'unreadable'],
    ['https://', 'unreadable'],
    ['https://exa%mple.com', 'unreadable'],
    [`https://example.com/${'a'.repeat(linkMax)}`, 'tooLong'],
  ] as const)('%s may not: %s', (typed, refusal) => {
    expect(readLink(typed)).toEqual({ ok: false, refusal });
  });

  test('that may be sent is one that Telegram takes, and reads the same again', () => {
    const part = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.constantFrom(
        'http:',
        'https://',
        '@',
        '例子.',
        '.com',
        '/',
        '\\',
        ':',
        '#',
        '?',
        '%',
        '..',
        '[',
        '１',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const link = readLink(parts.join(''));
        if (!link.ok) return;
        expect(checkUrl(link.url)).toMatchObject({ ok: true });
        expect(readLink(link.url)).toEqual(link);
        expect(new URL(link.url).hostname.replace(/\.$/u, '')).toBe(link.host);
      }),
    );
  });
});
