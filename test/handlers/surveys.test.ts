import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoundId } from '../../src/domain/ids.ts';
import { type Answers, SurveyDefinition } from '../../src/domain/survey.ts';
import { checkAnswer } from '../../src/domain/survey-answer.ts';
import { partAnswers, pathOf } from '../../src/domain/survey-path.ts';
import type { Round } from '../../src/domain/survey-round.ts';
import {
  surveyDeclineButton,
  surveyHandInButton,
  surveyPickButton,
  surveyRoundButton,
} from '../../src/handlers/buttons.ts';
import { SurveyState } from '../../src/handlers/survey/dialogue.ts';
import { answering, needsRound } from '../support/answering.ts';
import { surveyOf } from '../support/surveys.ts';

const both = (text: string) => ({ zh: text, en: text });
const common = (key: string, name: string) => ({
  key,
  name: both(name),
  ask: both(`${name}？`),
  required: true,
});
/** Of every kind, with a rule. */
const definition = SurveyDefinition.parse({
  title: both('食堂'),
  introduction: both('说说食堂。'),
  questions: [
    { ...common('overall', '总体'), type: 'scale', from: 1, to: 5, low: both('很差'), high: both('很好') },
    {
      ...common('why', '为什么'),
      type: 'text',
      maxLength: 50,
      required: false,
      when: [{ question: 'overall', atMost: 2 }],
    },
    { ...common('minutes', '排队'), type: 'number', min: 0, max: 60, unit: both('分钟') },
    {
      ...common('times', '时间'),
      type: 'times',
      days: ['mon', 'tue'],
      slots: [
        { key: 'noon', label: both('中午') },
        { key: 'eve', label: both('晚上') },
      ],
      min: 1,
      max: 3,
    },
    {
      ...common('dish', '菜'),
      type: 'many',
      min: 1,
      max: 20,
      options: Array.from({ length: 20 }, (_, index) => ({ key: `d${index}`, label: both(`第${index}道`) })),
    },
  ],
});
const round: Round = {
  ...needsRound,
  id: 8 as RoundId,
  code: 'c2d3e',
  definition,
  kind: 'once',
  closesAt: new Date('2026-12-01T15:59:00Z'),
};
const open = surveyRoundButton.press({ round: round.id });

describe('questions of every kind', () => {
  test('a scale says what its ends mean; a rule skips a question; numbers are typed; a grid is tapped; options turn pages', async () => {
    const her = answering({ round });
    expect((await her.press(open)).text).toContain('不到 5 个人的不显示');
    const scale = await her.tap('开始，先看第一个问题');
    expect(scale.text).toContain('1/4');
    expect(scale.text).toContain('1 是很差，5 是很好');
    const number = await her.tap('4');
    expect(number.text).toContain('排队');
    expect(number.text).toContain('0 到 60 分钟');
    expect((await her.write('好久')).text).toContain('没看懂是几');
    const grid = await her.write('十五分钟吧');
    expect(her.answers()).toMatchObject({ overall: 4, minutes: 15 });
    expect([...grid.buttons.keys()].slice(0, 4)).toEqual(['周一中午', '周一晚上', '周二中午', '周二晚上']);
    await her.tap('周二晚上');
    const dishes = await her.tap('选好了（1）');
    expect(her.answers().times).toEqual(['tueEve']);
    expect(dishes.buttons.has('第8道')).toBe(false);
    await her.tap('第0道');
    await her.tap('下一页 ›');
    const second = await her.tap('第8道');
    expect(second.buttons.has('✓ 第8道')).toBe(true);
    const review = await her.tap('选好了（2）');
    expect(review.text).toContain('都答完了');
    expect(review.text).toContain('排队：15 分钟');
    expect(her.answers().dish).toEqual(['d0', 'd8']);
  });

  test('an answer changed at the end asks what it has opened; changed back, what was said then is there again', async () => {
    const answers: Answers = { overall: 4, minutes: 5, times: ['monNoon'], dish: ['d1'] };
    const her = answering({ round, answers, completed: true, consented: true });
    await her.press(open);
    await her.tap('改“总体”');
    expect((await her.tap('2')).text).toContain('为什么');
    expect((await her.write('太咸')).text).toContain('为什么：太咸');
    await her.tap('改“总体”');
    expect((await her.tap('5')).text).not.toContain('为什么');
    expect(her.sheet()).toMatchObject({ setAside: { why: '太咸' } });
    await her.tap('改“总体”');
    expect((await her.tap('1')).text).toContain('为什么：太咸');
  });

  test('declined from the invitation: no more reminders; she may still answer', async () => {
    const her = answering({ round });
    const declined = await her.press(surveyDeclineButton.press({ round: round.id }));
    expect(declined.text).toContain('不再提醒');
    expect((await her.tap('还是填一下')).text).toContain('说说食堂');
  });

  test('a yearly round asks what is old, and shows what she said', async () => {
    const yearly: Round = { ...round, kind: 'yearly' };
    const before: Answers = { overall: 2, why: '太咸', minutes: 10, times: ['monNoon'], dish: ['d1'] };
    const her = answering({ round: yearly, before, fresh: ['times', 'dish', 'why'], consented: true });
    expect((await her.press(open)).text).toContain('只问一年以前答的');
    const scale = await her.tap('开始，先看第一个问题');
    expect(scale.text).toContain('1/2');
    expect(scale.text).toContain('你上次说的：2 分');
    expect(scale.buttons.has('✓ 2')).toBe(true);
    const number = await her.tap('还是原来的回答');
    expect(number.text).toContain('你上次说的：10 分钟');
    await her.write('20');
    expect(her.answers()).toEqual({ ...before, minutes: 20 });
    expect(her.saved.map(([key]) => key)).toEqual(['overall', 'minutes']);
  });
});

describe('what is kept in the dialogue only', () => {
  const anonymous: Round = { ...round, anonymous: true };

  async function filledIn(her: ReturnType<typeof answering>) {
    await her.press(open);
    await her.tap('开始，先看第一个问题');
    await her.tap('4');
    await her.write('3');
    await her.tap('周一中午');
    await her.tap('选好了（1）');
    await her.tap('第1道');
    return her.tap('选好了（1）');
  }

  test('an anonymous round is handed in whole, once, and says beforehand that it stays so', async () => {
    const her = answering({ round: anonymous });
    expect((await her.press(open)).text).toContain('交了就不能再改');
    const review = await filledIn(her);
    expect(review.text).toContain('总体：4 分');
    await her.tap('改“总体”');
    expect((await her.tap('5')).text).toContain('总体：5 分');
    expect(her.saved).toEqual([]);
    expect((await her.tap('交上去')).text).toContain('收到了');
    expect(her.handedIn).toEqual([{ overall: 5, minutes: 3, times: ['monNoon'], dish: ['d1'] }]);
    expect(her.dialogues.size).toBe(0);
    const again = await her.press(surveyHandInButton.press({ round: round.id }));
    expect(again.text).toContain('交过了');
    expect((await her.press(open)).text).toContain('交过了');
    expect(her.handedIn).toHaveLength(1);
  });

  test('begun, left for another round and finished later: nothing of it is lost', async () => {
    const her = answering({ round: anonymous });
    await her.press(open);
    await her.tap('开始，先看第一个问题');
    await her.tap('4');
    const other = { ...round, id: 9 as RoundId, kind: 'standing' as const };
    her.change({ round: other, consented: true });
    expect((await her.write('/survey')).text).toContain('1/4');
    for (const act of ['5', '分钟0', '周一中午', '选好了（1）', '第1道', '选好了（1）'])
      await (act === '分钟0' ? her.write('7') : her.tap(act));
    her.change({ round: anonymous, completed: false, answers: {} });
    expect((await her.press(open)).text).toContain('排队');
    await her.write('3');
    for (const act of ['周一中午', '选好了（1）', '第1道', '选好了（1）', '交上去']) await her.tap(act);
    expect(her.handedIn).toEqual([{ overall: 4, minutes: 3, times: ['monNoon'], dish: ['d1'] }]);
    expect(her.dialogues.size).toBe(0);
  });

  test('closed before she handed it in: she is told that it isn’t in', async () => {
    const her = answering({ round: anonymous });
    await filledIn(her);
    her.change({ open: false });
    expect((await her.tap('交上去')).text).toContain('你还没交');
    expect(her.handedIn).toEqual([]);
    expect(her.dialogues.size).toBe(0);
  });

  test('a preview walks the whole way and keeps nothing', async () => {
    const her = answering({ round: { ...round, status: 'draft' } });
    const end = await filledIn(her);
    expect(end.text).toContain('没有记下来');
    expect((await her.tap('看完了')).buttons.has('回到这份问卷')).toBe(true);
    expect([her.saved, her.handedIn]).toEqual([[], []]);
  });

  test('another’s option, an option not on her way: nothing kept', async () => {
    const her = answering({ round: anonymous });
    await her.press(open);
    await her.tap('开始，先看第一个问题');
    for (const [question, option] of [
      ['overall', 'yes'],
      ['why', 'no'],
      ['shoeSize', 'd1'],
    ] as const) {
      const told = await her.press(surveyPickButton.press({ round: round.id, question, option }));
      expect(told.toasts).toHaveLength(1);
      expect(told.text).toContain('1/4');
    }
  });
});

test('any survey, any taps and words: never a question off her way, every kept answer fits, and all can be finished', async () => {
  const act = fc.oneof(
    { weight: 6, arbitrary: fc.record({ does: fc.constant('tap' as const), which: fc.nat(20) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        does: fc.constant('write' as const),
        text: fc.oneof(fc.constant('2'), fc.string()),
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('old' as const), which: fc.nat(200) }) },
  );
  const how = fc.constantFrom(
    { anonymous: false, status: 'open' as const },
    { anonymous: true, status: 'open' as const },
    { anonymous: false, status: 'draft' as const },
  );
  await fc.assert(
    fc.asyncProperty(surveyOf, how, fc.array(act, { maxLength: 30 }), async (survey, kind, acts) => {
      const her = answering({ round: { ...round, definition: survey, ...kind } });
      const seen: string[] = [];
      let buttons: string[] = [];
      const look = (reaction: { buttons: ReadonlyMap<string, string>; text: string }) => {
        if (reaction.buttons.size > 0) buttons = [...reaction.buttons.values()];
        seen.push(...buttons);
        for (const { kind: dialogue, state } of her.dialogues.values()) {
          if (dialogue !== 'survey') continue;
          const at = SurveyState.parse(JSON.parse(state));
          if (at.step !== 'question') continue;
          const all = { ...her.sheet().setAside, ...her.answers(), ...at.draft };
          expect(pathOf(survey, all).map(({ key }) => key)).toContain(at.question);
        }
        for (const answers of [her.answers(), ...her.handedIn]) {
          const kept = partAnswers(survey, answers).answers;
          for (const question of survey.questions)
            if (question.key in kept) expect(checkAnswer(question, kept[question.key] ?? null).ok).toBe(true);
        }
      };
      look(await her.press(open));
      for (const one of acts) {
        if (one.does === 'write') look(await her.write(one.text || '嗯'));
        else {
          const from = one.does === 'tap' ? buttons : seen;
          const payload = from[one.which % from.length] ?? open;
          const reaction = await her.press(payload);
          // Ways out belong to other conversations.
          if (payload.startsWith('sv')) expect(reaction.text).not.toBe('');
          look(reaction);
        }
      }
      expect(her.handedIn.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});
