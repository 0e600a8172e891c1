import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people, unionBuildings, unions, units } from '../../src/db/schema.ts';
import { inWork } from '../../src/db/work.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import type { Phone } from '../support/chat-client.ts';
import { runningBot, storyBegins } from '../support/running-bot.ts';

/* What becomes of applications once they are in. How one is handed in is in joins-her-union.test.ts. */

const bot = await runningBot();
const submit = createSubmitApplication({ vault: bot.vault, timeZone: 'Asia/Shanghai' });
const lin = await bot.cast('officer');
await lin.follows();

let nth = 0;
/** Somebody who wrote to the bot once, and whose application to the officer's union is in. */
async function applicant(name: string): Promise<Phone> {
  nth += 1;
  const phone = await bot.town.person({ id: 5200000 + nth, first_name: name, language_code: 'zh-hans' });
  await phone.follows();
  const [person] = await bot.db.select().from(people).where(eq(people.telegramId, phone.id));
  const [place] = await bot.db
    .select({ union: unions.id, building: units.building, unit: units.id })
    .from(unions)
    .innerJoin(unionBuildings, and(eq(unionBuildings.union, unions.id), isNull(unionBuildings.until)))
    .innerJoin(units, and(eq(units.building, unionBuildings.building), isNull(units.closedOn)))
    .where(eq(unions.code, 'e5a6'))
    .limit(1);
  if (!person || !place) throw new Error('nobody to apply, or nowhere');
  const outcome = await inWork(bot.db, storyBegins, (work) =>
    submit(
      work,
      { person: person.id, scopes: [] },
      {
        ...place,
        unit: { kind: 'listed', unit: place.unit, name: '' },
        name,
        phone: `1377777${String(1000 + nth)}`,
        consent: 1,
        announcements: false,
      },
    ),
  );
  if (outcome.type !== 'submitted') throw new Error(outcome.type);
  return phone;
}

/** The officer opens what waits, from her menu. */
async function opensTheOldest(who: Phone): Promise<void> {
  await who.says('/staff');
  await who.taps('审核申请');
  await who.taps('王**');
  await who.waitsFor(/姓名：/);
}

test('asked back, she answers, and is let in', async () => {
  const wang = await applicant('王小云');
  await opensTheOldest(lin);
  await lin.taps('请本人补充…');
  await lin.says('在哪一层上班？');
  await lin.taps('发送，等本人补充');
  expect((await wang.waitsFor(/在哪一层上班？/)).text.split('\n')[0]).not.toMatch(/工会|申请/u);
  await wang.taps('去回复');
  await wang.says('三层，靠东边');
  expect((await wang.taps('发送')).text).toContain('前给你结果');
  await lin.waitsFor(/有位申请人补充了信息/);
  await lin.taps('打开这份申请');
  expect((await lin.waitsFor(/三层，靠东边/)).text).toContain('在哪一层上班？');
  await lin.taps('通过入会');
  await wang.waitsFor(/你现在是金隅阳光楼宇工会联合会的会员了/);
});

test('turned down, she appeals, and the street decides', async () => {
  const wang = await applicant('王大力');
  await opensTheOldest(lin);
  await lin.taps('不通过…');
  await lin.taps('不在这栋楼上班');
  await wang.waitsFor(/没能通过/);
  await wang.taps('不服可以申诉');
  await wang.says('我们公司上个月刚搬进来。');
  await wang.taps('发送');
  // Not hers any more who turned it down.
  expect((await lin.says('/staff')).buttons.flat().join()).not.toMatch(/审核申请（[1-9]/u);
  const chen = await bot.cast('streetReviewer');
  await chen.follows();
  await chen.says('/staff');
  await chen.taps('审核申请');
  await chen.taps('王**');
  expect((await chen.waitsFor(/姓名：/)).text).toContain('我们公司上个月刚搬进来。');
  await chen.taps('通过入会');
  await wang.waitsFor(/你现在是金隅阳光楼宇工会联合会的会员了/);
});

test('the plain ones are approved together, and each hears', async () => {
  const some = [await applicant('李一'), await applicant('李二'), await applicant('李三')];
  await lin.says('/staff');
  await lin.taps('审核申请');
  expect((await lin.taps('没有疑点的一起通过（3）')).text).toContain('3 份没有疑点');
  await lin.taps('通过这 3 份');
  await lin.waitsFor(/一起通过的办完了：通过 3 份/);
  for (const one of some) await one.waitsFor(/你现在是金隅阳光楼宇工会联合会的会员了/);
  expect(bot.complaints).toEqual([]);
});
