import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkConversation } from '../../src/handlers/link/index.ts';
import { phoneConversation } from '../../src/handlers/phone/index.ts';
import type { FoundOnRoll, Linked } from '../../src/services/people/link-roll.ts';
import { talk } from '../support/talk.ts';

const union = { name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunshine Union Federation' };
const found: FoundOnRoll = {
  type: 'found',
  entry: { union, maskedName: '李*', unit: '北方科技', since: '2019-05-01', card: true },
};

function linking(outcome: FoundOnRoll = found, linked: Linked = { type: 'linked', union }) {
  const asked: string[] = [];
  const done: unknown[] = [];
  const toStaff: string[] = [];
  const conversation = linkConversation({
    findOnRoll: async (_work, _actor, phone) => {
      asked.push(phone);
      return outcome;
    },
    linkRoll: async (_work, _actor, input) => {
      done.push(input);
      return linked;
    },
    askAboutRoll: async (_work, _actor, phone) => void toStaff.push(phone),
    timeZone: 'Asia/Shanghai',
  });
  return { her: talk([conversation]), asked, done, toStaff };
}
/** Her own id in test/support/talk.ts. */
const contact = (user_id: number | undefined, phone = '8613800000101') => ({
  contact: { phone_number: phone, first_name: '小雨', ...(user_id !== undefined && { user_id }) },
});

async function self(her: ReturnType<typeof talk>): Promise<number> {
  const { replies } = await her.press('plk');
  expect(replies.length).toBeGreaterThan(0);
  return 77;
}

test('a typed number, and somebody else’s contact, lead to nothing and say nothing', async () => {
  const { her, asked } = linking();
  await self(her);
  const typed = await her.write('13800000101');
  const other = await her.send(contact(12_345));
  const nobody = await her.send(contact(undefined));
  expect(asked).toEqual([]);
  for (const { text } of [typed, other, nobody]) expect(text).not.toMatch(/会员|金隅/u);
});

test('whatever she sends, the form stays whole and nothing is linked without her agreement', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('plk', 'pln:1', 'pln:0', 'plx', 'text', 'contact', 'sticker', '/me'), {
        maxLength: 8,
      }),
      async (steps) => {
        const { her, done } = linking();
        for (const step of steps) {
          if (step === 'text') await her.write('你好');
          else if (step === 'contact') await her.send(contact(12_345));
          else if (step === 'sticker') await her.send({ sticker: { file_id: 'x' } });
          else if (step === '/me') await her.write('/me');
          else await her.press(step);
        }
        expect(done).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a member’s number: typed it is marked as not verified, and what is no number changes nothing', async () => {
  const changed: unknown[] = [];
  const her = talk([
    phoneConversation({
      changePhone: async (_work, _actor, input) => {
        changed.push(input);
        return { type: 'changed' };
      },
    }),
  ]);
  await her.press('pph');
  expect((await her.write('我的新号码')).text).toContain('没看懂');
  await her.send(contact(12_345));
  expect(changed).toEqual([]);
  const { text } = await her.write('139 0000 0101');
  expect(changed).toEqual([{ phone: '13900000101', verified: false }]);
  expect(text).toContain('没核实');
});
