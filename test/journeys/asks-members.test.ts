import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { surveyResponses, surveyRounds } from '../../src/db/schema.ts';
import { surveyFromTemplate } from '../../src/domain/survey-templates.ts';
import { runningBot, storyBegins } from '../support/running-bot.ts';

const bot = await runningBot();
const dayMs = 86_400_000;

test('a survey comes as a file, is looked at and opened; a member answers it across whatever happens, until it is closed', async () => {
  const [staff, xiaochen] = await Promise.all([bot.cast('districtStaff'), bot.cast('member')]);
  await staff.follows();
  await xiaochen.follows();

  // A file with a fault comes back; put right, it becomes a survey.
  const file = { key: 'canteen', ...surveyFromTemplate('canteen', '三层食堂') };
  const sends = (value: unknown) =>
    staff.sendsDocument({ name: 'canteen.json', data: JSON.stringify(value), mime: 'application/json' });
  await sends({ ...file, title: { zh: '食堂' } });
  expect((await staff.waitsFor(/1 处要改/u)).text).toContain('title.en：少了这一项');
  await sends(file);
  await staff.waitsFor(/没有问题/u);
  await staff.taps('看看这份问卷');

  // Looked at as a member will see it: nothing is kept.
  await staff.taps('像会员那样看一遍');
  await staff.taps('开始');
  expect((await staff.taps('自己带')).text).toContain('试看');
  await staff.says('/staff');
  await staff.taps('问问会员');
  await staff.taps('还没发');
  await staff.taps('发出去');
  expect((await staff.taps('就这样发出去')).text).toContain('正在问');

  await xiaochen.waitsFor(/想听听你的想法/u);
  await xiaochen.taps('去填');
  await xiaochen.taps('开始');
  expect((await xiaochen.taps('楼里食堂')).text).toContain('食堂满意吗');
  await bot.restart();
  await xiaochen.says('/find 金隅大厦');
  await xiaochen.waitsFor(/问卷填到一半/u);
  expect((await xiaochen.taps('接着填')).text).toContain('食堂满意吗');
  expect((await xiaochen.taps('4')).text).toContain('怎么来上班');

  // A week later, in daytime: who hasn't finished is reminded, once.
  await bot.jumpTo(new Date(storyBegins.getTime() + 7 * dayMs));
  await xiaochen.waitsFor(/还有几个小问题/u);

  await staff.says('/staff');
  await staff.taps('问问会员');
  await staff.taps('正在问');
  await staff.taps('提前结束');
  expect((await staff.taps('现在就结束')).text).toContain('还不到 5 人');
  expect((await xiaochen.taps('地铁公交')).text).toContain('你填过的都算数');

  const kept = await bot.db
    .select({ answers: surveyResponses.answers })
    .from(surveyResponses)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyResponses.round))
    .where(eq(surveyRounds.kind, 'once'));
  expect(kept).toEqual([{ answers: { lunch: ['canteen'], food: 4 } }]);
  expect(bot.complaints).toEqual([]);
});
