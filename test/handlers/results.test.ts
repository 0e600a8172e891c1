import { describe, expect, test } from 'vitest';
import type { UnionId } from '../../src/domain/ids.ts';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import { resultsOf } from '../../src/domain/results.ts';
import type { Answers } from '../../src/domain/survey.ts';
import { resultsButton, resultsTextsButton, unionResultsButton } from '../../src/handlers/buttons.ts';
import { resultsConversation } from '../../src/handlers/results/index.ts';
import { talk } from '../support/talk.ts';

const unions = Array.from({ length: 10 }, (_, index) => ({
  id: (index + 1) as UnionId,
  name: `第${index + 1}楼宇联合工会`,
  nameEn: `Union ${index + 1}`,
}));
const response = (interests: string[], suggestion: string | null = null): Answers => ({
  interests,
  frequency: ['monthly'],
  times: ['evening'],
  suggestion,
});
const twenty = [
  ...Array.from({ length: 12 }, (_, index) =>
    response(['crafts', 'film'], index < 7 ? `<b>${index}</b>` : null),
  ),
  ...Array.from({ length: 8 }, () => response(['film'])),
];

/** Results of as many of the unions as she answers for. */
function reading({ of = 1, responses = twenty, language = 'zh' as 'zh' | 'en' } = {}) {
  const hers = unions.slice(0, of);
  const conversation = resultsConversation({
    unionsAnsweredFor: async () => hers,
    readResults: async (_work, _actor, id) => {
      const union = hers.find((candidate) => candidate.id === id);
      if (!union) return { type: 'notYours' };
      const survey = needsSurvey.definition;
      return { type: 'read', union, survey, results: resultsOf(survey, responses, 40) };
    },
  });
  return talk([conversation], { language });
}

describe('results', () => {
  test('of the only union she answers for, at once: figures, bars, and what is hidden', async () => {
    const officer = reading();
    const table = await officer.press(resultsButton.press({}));
    expect(table.text).toContain('40 位会员里，20 位填完了（50%）');
    expect(table.text).toContain('▇▇▇▇▇▇▇▇ 手工制作 12（60%）');
    expect(table.text).toMatch(/不显示：.*观影/u);
    expect(table.text).not.toContain('观影 20');
    expect((await officer.tap('多久一次')).text).toContain('每一项都还不能显示');
  });

  test('of several: she chooses, a page at a time', async () => {
    const reviewer = reading({ of: 10 });
    await reviewer.press(resultsButton.press({}));
    await reviewer.tap('下一页 ›');
    const table = await reviewer.tap('第10楼宇联合工会');
    expect(table.text).toContain('第10楼宇联合工会');
    expect(table.buttons.has('换一家工会')).toBe(true);
  });

  test('below five: nothing but that', async () => {
    const table = await reading({ responses: twenty.slice(0, 4) }).press(resultsButton.press({}));
    expect(table.text).toContain('还不到 5 个人');
    expect(table.text).not.toContain('40');
    expect(table.buttons.has('会员的建议')).toBe(false);
  });

  test('members’ words come in pages, and are never markup', async () => {
    const officer = reading();
    const first = await officer.press(resultsTextsButton.press({ union: 1 as UnionId, page: 0 }));
    expect(first.text).toContain('&lt;b&gt;');
    expect(first.text.match(/·/gu)?.length).toBeGreaterThanOrEqual(5);
    expect((await officer.tap('下一页 ›')).buttons.has('‹ 上一页')).toBe(true);
  });

  test('the longest words there can be still fit a message', async () => {
    const long = twenty.map((answers) => ({ ...answers, suggestion: '字'.repeat(500) }));
    const page = await reading({ responses: long }).press(
      resultsTextsButton.press({ union: 1 as UnionId, page: 0 }),
    );
    expect(page.text.length).toBeLessThan(4096);
  });

  test('another’s union: a kind line, and her own', async () => {
    const officer = reading({ of: 2, language: 'en' });
    const answer = await officer.press(unionResultsButton.press({ union: 9 as UnionId }));
    expect(answer.toasts[0]).toContain('do not answer for this union');
    expect(answer.buttons.has('Union 1')).toBe(true);
  });

  test('somebody who answers for none is told so', async () => {
    expect((await reading({ of: 0 }).press(resultsButton.press({}))).text).toContain('没有管理任何工会');
  });
});
