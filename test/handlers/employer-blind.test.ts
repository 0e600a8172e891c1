import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';

/* What lies about for others to see says nothing of anybody. That notices don't is in notice-view.test.ts. */

const telling = /会员|入会|申请|审核|member|appl|approv/iu;

test.each([
  ['her own data', zh.mine.fileName, en.mine.fileName],
  ['a poster', zh.poster.fileName, en.poster.fileName],
  ['the posters of a union', zh.poster.filesName, en.poster.filesName],
  ['a stall’s code', zh.poster.stallFileName, en.poster.stallFileName],
])('the file name of %s', (_what, ...names) => {
  for (const name of names) expect(name).not.toMatch(telling);
});
