import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoundId } from '../../src/domain/ids.ts';
import { type Answers, choicesOf, isChoice, questionByKey } from '../../src/domain/survey.ts';
import { checkAnswer } from '../../src/domain/survey-answer.ts';
import {
  surveyButton,
  surveyDoneButton,
  surveyPickButton,
  surveyQuestionButton,
  surveySetButton,
  surveySkipButton,
} from '../../src/handlers/buttons.ts';
import { SurveyState } from '../../src/handlers/survey/dialogue.ts';
import { answering, needsRound } from '../support/answering.ts';

const round = needsRound.id;
const { definition } = needsRound;

const all: Answers = { interests: ['crafts'], frequency: ['monthly'], times: null, suggestion: null };
const set = (option: string, on: '0' | '1' = '1') =>
  surveySetButton.press({ round, question: 'interests', option, on });

/** At the second question, with crafts asked for. */
async function atFrequency() {
  const her = answering();
  await her.write('/survey');
  await her.tap('开始，先看第一个问题');
  await her.tap('手工制作');
  await her.tap('选好了（1）');
  return her;
}

describe('the way through', () => {
  test('what answers are used for is said first; the way ends with what will come of it', async () => {
    const her = answering();
    const introduction = await her.write('/survey');
    expect(introduction.text).toContain('不到 5 个人的不显示');
    expect(introduction.text).toContain('/me');
    const first = await her.tap('开始，先看第一个问题');
    expect(first.text).toContain('1/4');
    await her.tap('手工制作');
    const ticked = await her.tap('体育运动');
    expect(ticked.buttons.has('✓ 手工制作')).toBe(true);
    expect(her.saved).toEqual([]);
    expect((await her.tap('选好了（2）')).text).toContain('2/4');
    expect((await her.tap('每月一次')).text).toContain('3/4');
    await her.tap('周六');
    expect((await her.tap('选好了（1）')).text).toContain('4/4');
    const thanks = await her.write('多开羽毛球');
    expect(thanks.text).toContain('以后有体育运动、手工制作的活动');
    expect(thanks.text).toContain('一个月最多一次');
    expect(her.answers()).toEqual({
      interests: ['sports', 'crafts'],
      frequency: ['monthly'],
      times: ['saturday'],
      suggestion: '多开羽毛球',
    });
    expect(her.dialogues.size).toBe(0);
  });

  test('in English as well', async () => {
    const her = answering({ language: 'en' });
    await her.write('/survey');
    await her.tap('Start with the first question');
    await her.tap('None of these');
    await her.tap('Done (1)');
    await her.tap('Now and then');
    await her.tap('Skip this one');
    const thanks = await her.tap('Skip this one');
    expect(thanks.text).toContain('once in half a year at most');
  });

  test('answers so far are kept when she sets it aside, days later and by another question’s button', async () => {
    const her = await atFrequency();
    await her.tap('先放着');
    expect([...her.dialogues.values()][0]?.open).toBe(false);
    expect((await her.press(surveyButton.press({}))).text).toContain('2/4');
    const back = await her.press(surveyQuestionButton.press({ round, question: 'interests' }));
    expect(back.text).toContain('1/4');
    expect(back.buttons.has('✓ 手工制作')).toBe(true);
    await her.tap('观影');
    await her.press(surveyPickButton.press({ round, question: 'frequency', option: 'weekly' }));
    const still = await her.press(surveyButton.press({}));
    expect(still.buttons.has('✓ 观影')).toBe(true);
  });

  test('changing an answer later starts from it, and returns to all of them', async () => {
    const her = answering({ answers: all, completed: true, consented: true });
    expect((await her.write('/survey')).text).toContain('想参加的：手工制作');
    const question = await her.tap('改“多久一次”');
    expect(question.buttons.has('✓ 每月一次')).toBe(true);
    const review = await her.tap('一个季度一次');
    expect(review.text).toContain('改好了');
    expect(review.text).toContain('多久一次：一个季度一次');
  });

  test.each([
    { who: 'who hears of nothing yet is told how to', changes: { hears: false }, says: '还没让我发活动消息' },
    {
      who: 'who waits for approval is told when it starts',
      changes: { standing: 'applicant' as const },
      says: '等入会申请通过',
    },
  ])('$who', async ({ changes, says }) => {
    const her = answering({
      answers: { ...all, suggestion: undefined as never },
      consented: true,
      ...changes,
    });
    her.change({ answers: { interests: ['film'], frequency: ['weekly'], times: null } });
    await her.write('/survey');
    expect((await her.write('谢谢')).text).toContain(says);
  });
});

describe('what else people do', () => {
  test('a visitor is told what it is for and how to get there', async () => {
    const her = answering({ standing: 'visitor' });
    const told = await her.write('/survey');
    expect(told.text).toContain('先找到你的楼');
    expect((await her.press(set('film'))).text).toContain('先找到你的楼');
    expect(her.saved).toEqual([]);
  });

  test('words where a choice is asked: the screen again, with what is ticked', async () => {
    const her = await atFrequency();
    const again = await her.write('每月吧');
    expect(again.text).toContain('点下面的按钮选就行');
    expect(again.text).toContain('2/4');
    expect(her.saved).toHaveLength(1);
  });

  test('Done tapped twice confirms once; an option twice ticks once', async () => {
    const her = answering();
    await her.write('/survey');
    await her.tap('开始，先看第一个问题');
    await her.press(set('crafts'));
    await her.press(set('crafts'));
    const done = surveyDoneButton.press({ round, question: 'interests' });
    await her.press(done);
    const second = await her.press(done);
    expect(second.toasts).toHaveLength(1);
    expect(second.text).toContain('2/4');
    expect(her.saved).toEqual([['interests', ['crafts']]]);
  });

  test('the Done of an earlier question confirms nothing at a later one', async () => {
    const her = await atFrequency();
    await her.tap('每月一次');
    await her.tap('周六');
    const old = await her.press(surveyDoneButton.press({ round, question: 'interests' }));
    expect(old.toasts).toHaveLength(1);
    expect(old.buttons.has('✓ 周六')).toBe(true);
    expect(her.answers()).not.toHaveProperty('times');
  });

  test('Skip tapped twice skips one', async () => {
    const her = await atFrequency();
    await her.tap('每月一次');
    const skip = surveySkipButton.press({ round, question: 'times' });
    await her.press(skip);
    expect((await her.press(skip)).text).toContain('4/4');
    expect(her.answers()).not.toHaveProperty('suggestion');
  });

  test('a sixth of five, none of one: a kind line, nothing lost', async () => {
    const her = answering({ consented: true });
    await her.write('/survey');
    expect((await her.tap('选好了（0）')).toasts[0]).toContain('至少选一个');
    for (const option of ['sports', 'crafts', 'green', 'health', 'reading']) await her.press(set(option));
    const sixth = await her.press(set('film'));
    expect(sixth.toasts[0]).toContain('最多选 5 个');
    expect(sixth.buttons.has('选好了（5）')).toBe(true);
  });

  test('a suggestion of 501 letters: said so, nothing written', async () => {
    const her = answering({
      consented: true,
      answers: { interests: ['film'], frequency: ['weekly'], times: null },
    });
    await her.write('/survey');
    expect((await her.write('字'.repeat(501))).text).toContain('500 个字以内');
    expect((await her.send({ sticker: {} })).text).toContain('写几个字就行');
    expect(her.saved).toEqual([]);
  });

  test.each([
    set('karaoke'),
    surveyPickButton.press({ round, question: 'interests', option: 'film' }),
    surveyPickButton.press({ round, question: 'shoeSize', option: 'film' }),
    surveyPickButton.press({ round: 99 as RoundId, question: 'frequency', option: 'weekly' }),
    surveyDoneButton.press({ round, question: 'times' }),
  ])('a stale or forged button %s is answered, and writes nothing', async (payload) => {
    const her = await atFrequency();
    const answer = await her.press(payload);
    expect(answer.toasts).toHaveLength(1);
    expect(answer.text).not.toBe('');
    expect(her.saved).toHaveLength(1);
  });

  test('an option tapped before she was told what answers are used for tells her first', async () => {
    const her = answering();
    expect(
      (await her.press(surveyPickButton.press({ round, question: 'frequency', option: 'weekly' }))).text,
    ).toContain('不到 5 个人');
    expect(her.saved).toEqual([]);
  });

  test('closed meanwhile: what she gave counts, and she is told', async () => {
    const her = await atFrequency();
    her.change({ open: false });
    expect((await her.tap('每月一次')).text).toContain('你填过的都算数');
    expect(her.dialogues.size).toBe(0);
    expect(her.answers()).toEqual({ interests: ['crafts'] });
  });

  test('a state from an older version starts over where answers are missing', async () => {
    const her = await atFrequency();
    const [kind] = her.dialogues.keys();
    (her.dialogues as Map<string, unknown>).set(String(kind), { kind, open: true, state: '{"step":7}' });
    expect((await her.write('嗯')).text).toContain('2/4');
  });
});

test('whatever comes in whatever order: always an answer, only fitting answers kept, and the way goes on', async () => {
  const keys = definition.questions.map(({ key }) => key);
  const options = definition.questions.flatMap((question) =>
    isChoice(question) ? choicesOf(question).map(({ key }) => key) : [],
  );
  const payload = fc
    .tuple(
      fc.constantFrom('srv', 'svq', 'svs', 'svp', 'svd', 'svk', 'svx', 'svz', 'svr'),
      fc.constantFrom('3', '4', '-1', '1e9', ''),
      fc.constantFrom(...keys, 'shoeSize', ''),
      fc.constantFrom(...options, 'karaoke', ''),
      fc.constantFrom('0', '1', 'x'),
      fc.nat(5),
    )
    .map(([tag, id, key, option, on, length]) => [tag, id, key, option, on].slice(0, length).join(':'));
  const action = fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('tap' as const), which: fc.nat(14) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('press' as const), payload }) },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('write' as const),
        text: fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('/survey')),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('send' as const),
        message: fc.constantFrom({ sticker: {} }, { voice: {} }, {}),
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('close' as const), open: fc.boolean() }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
      const her = answering();
      let buttons = [...(await her.write('/survey')).buttons.values()];
      for (const act of actions) {
        const reaction =
          act.does === 'tap'
            ? await her.press(buttons[act.which % buttons.length] ?? 'srv')
            : act.does === 'press'
              ? await her.press(act.payload)
              : act.does === 'write'
                ? await her.write(act.text)
                : act.does === 'send'
                  ? await her.send(act.message)
                  : her.change({ open: act.open });
        if (reaction && reaction.buttons.size > 0) buttons = [...reaction.buttons.values()];
        for (const [key, answer] of Object.entries(her.answers())) {
          const question = questionByKey(definition, key);
          expect(question && checkAnswer(question, answer ?? null).ok).toBe(true);
        }
        for (const { kind, state } of her.dialogues.values())
          if (kind === 'survey') expect(SurveyState.safeParse(JSON.parse(state)).success).toBe(true);
      }
      her.change({ open: true });
      expect((await her.write('/survey')).buttons.size).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
