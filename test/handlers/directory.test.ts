import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryAct, HistoryChange } from '../../src/domain/history.ts';
import { instantAt } from '../../src/domain/schedule.ts';
import {
  type Act,
  again,
  answer,
  askedNow,
  back,
  FormState,
  fieldsAsked,
  inLanguage,
  newKinds,
  onward,
  overtaken,
} from '../../src/handlers/directory/form/dialogue.ts';
import { formScreen } from '../../src/handlers/directory/form/view.ts';
import { openLine, reachLine } from '../../src/handlers/open-view.ts';
import { actInWords } from '../../src/i18n/directory-words.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const timeZone = 'Asia/Shanghai';
const translations = createTranslations(timeZone);
const { zh, en } = translations;
const title = { name: '金隅大厦', nameEn: 'Jinyu Building' };
const editing = (over: Partial<Extract<Act, { verb: 'edit' }>> = {}): Act => ({
  verb: 'edit',
  kind: 'union',
  id: 1,
  field: 'office',
  seen: { zh: '一层', en: 'First floor' },
  ...over,
});
const begun = (act: Act) => onward({ act, title, given: {}, language: 'zh' });

describe('a form', () => {
  test('of one field is asked for, looked over, and written again', () => {
    const asked = begun(editing());
    expect(formScreen(asked, zh).text.markup).toContain('现在：一层');
    const review = answer(asked, 'office', { zh: '二层', en: 'First floor' });
    if (!review) throw new Error('not answered');
    const shown = formScreen(review, zh).text.markup;
    expect(shown).toContain('原来：一层');
    expect(shown).toContain('改成：二层');
    const redo = again(review, 'office');
    expect(redo?.step).toBe('ask');
    expect(redo && back(redo)?.step).toBe('review');
    expect(answer(review, 'office', {})).toBeNull();
    expect(again(review, 'phone')).toBeNull();
  });

  test('in the other language asks for what stands in that one', () => {
    const english = inLanguage(begun(editing()), 'en');
    expect(english && formScreen(english, zh).text.markup).toContain('现在：First floor');
    expect(inLanguage(begun(editing({ field: 'phone', seen: '1' })), 'en')).toBeNull();
  });

  test('that a colleague was faster with keeps what was written, against what stands there now', () => {
    const review = answer(begun(editing()), 'office', { zh: '二层', en: 'First floor' });
    const now = { zh: '三层', en: 'Third floor' };
    const next = review && overtaken(review, now);
    expect(next?.act).toMatchObject({ seen: now });
    // The English one is her colleague's: she wrote Chinese.
    expect(next?.given).toEqual({ office: { zh: '二层', en: 'Third floor' } });
    expect(next && formScreen(next, zh).text.markup).toContain('原来：三层');
  });

  test('whatever is tapped and typed, she is at a step that asks for something or at the review', () => {
    const act = fc.oneof(
      fc.constantFrom(...newKinds).map((what): Act => ({ verb: 'add', what, at: 1, street: 1, union: null })),
      fc.constant(editing()),
      fc.constant(editing({ field: 'phone', seen: '12351' })),
    );
    const field = fc.constantFrom('name', 'office', 'phone', 'kind', 'alias', 'place', 'nothing');
    const event = fc.oneof(
      fc.constant('answer' as const),
      fc.constant('back' as const),
      fc.constant('language' as const),
      field.map((again) => ({ again })),
      field.map((wrong) => ({ wrong })),
    );
    fc.assert(
      fc.property(act, fc.array(event, { maxLength: 25 }), (which, events) => {
        let state: FormState = begun(which);
        for (const each of events) {
          const asked = askedNow(state);
          const next: FormState | null =
            each === 'answer'
              ? asked
                ? answer(state, asked.field, asked.form === 'ownership' ? true : '1')
                : null
              : each === 'back'
                ? back(state)
                : each === 'language'
                  ? inLanguage(state, 'en')
                  : 'again' in each
                    ? again(state, each.again)
                    : each.wrong === asked?.field
                      ? null
                      : answer(state, each.wrong, 'x');
          if (typeof each === 'object' && 'wrong' in each) expect(next).toBeNull();
          state = next ?? state;
          // As JSON keeps it.
          expect(FormState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
          const names = fieldsAsked(state.act).map((one) => one.field);
          if (state.step === 'ask') expect(names).toContain(state.field);
          else expect(Object.keys(state.given).sort()).toEqual([...names].sort());
        }
      }),
    );
  });

  test('has words for every field, in both languages', () => {
    for (const t of [zh, en])
      for (const what of newKinds) {
        let state: FormState = begun({ verb: 'add', what, at: 1, street: 1, union: null });
        while (state.step === 'ask') {
          expect(formScreen(state, t).text.markup.length).toBeGreaterThan(10);
          const asked = askedNow(state);
          const next = asked && answer(state, asked.field, null);
          if (!next) throw new Error('stuck');
          state = next;
        }
        expect(formScreen(state, t).rows?.flat().length).toBeGreaterThan(2);
      }
  });
});

describe('history in words', () => {
  const change = (over: Partial<HistoryChange>): HistoryChange => ({
    subject: 'union',
    action: 'changed',
    before: null,
    after: null,
    about: { name: '北工会', nameEn: 'North' },
    from: null,
    to: null,
    ...over,
  });
  const act = (over: Partial<HistoryAct>, ...changes: HistoryChange[]): HistoryAct => ({
    at: new Date('2026-12-05T06:00:00Z'),
    source: 'chat',
    who: { kind: 'colleague', name: '王主任' },
    changes,
    count: changes.length,
    ...over,
  });
  const hours = change({
    before: { office_hours: { zh: '工作日 9:00–17:00', en: 'a' } },
    after: { office_hours: { zh: '工作日 9:00–18:00', en: 'a' } },
  });
  test.each([
    [
      act({}, hours),
      '12月5日（周六）14:00 王主任：把“北工会”的办公时间从“工作日 9:00–17:00”改成“工作日 9:00–18:00”',
    ],
    [
      act({}, change({ before: { office: {} }, after: { office: { en: 'Room 1' } } })),
      '12月5日（周六）14:00 王主任：填上了“北工会”的办公地点：“Room 1”',
    ],
    [
      act(
        { source: 'undo', who: { kind: 'you' } },
        change({ before: { phone: '1' }, after: { phone: '2' } }),
      ),
      '12月5日（周六）14:00 你：撤回：把“北工会”的电话从“1”改成“2”',
    ],
    [
      act({ source: 'import', count: 2349, who: { kind: 'deployment' } }, hours),
      '12月5日（周六）14:00 系统：导入表格，改了 2,349 处',
    ],
    [
      act(
        { who: { kind: 'office', scope: 'street' }, count: 40 },
        change({
          subject: 'building',
          action: 'merged',
          about: { name: '双子楼', nameEn: null },
          to: { name: '金隅大厦', nameEn: null },
        }),
        change({ subject: 'name', action: 'added', after: { name: '双子楼', kind: 'alias' } }),
      ),
      '12月5日（周六）14:00 街道总工会：把“双子楼”并入“金隅大厦”；加了叫法“双子楼”；另有 38 处',
    ],
    [
      act(
        {},
        change({
          subject: 'cover',
          action: 'moved',
          about: title,
          from: { name: '北工会', nameEn: null },
          to: { name: '南工会', nameEn: null },
        }),
      ),
      '12月5日（周六）14:00 王主任：“金隅大厦”从北工会移到了南工会',
    ],
    [
      act(
        {},
        change({
          subject: 'unit',
          before: { non_public: true },
          after: { non_public: false },
          about: { name: '甲', nameEn: null },
        }),
      ),
      '12月5日（周六）14:00 王主任：把“甲”的性质从“非公”改成“公有”',
    ],
  ])('%#', (said, words) => {
    expect(actInWords(said, zh)).toBe(words);
    expect(actInWords(said, en)).toMatch(/^Sat 5 Dec, 14:00, /u);
  });
});

describe('what a worker sees', () => {
  const at = (day: string, time: string) => instantAt(day, time, timeZone);
  test.each([
    [{ open: true, until: at('2026-12-05', '18:00') }, '现在开着，18:00 关门。', 'Open now, until 18:00.'],
    [{ open: true, until: null }, '现在开着，全天不关。', 'Open now, around the clock.'],
    [
      { open: false, opens: { at: at('2026-12-06', '09:00'), day: 'tomorrow' } },
      '现在关着，明天 09:00 开。',
      'Closed now; opens tomorrow at 09:00.',
    ],
    [
      { open: false, opens: { at: at('2026-12-07', '09:00'), day: 'later' } },
      '现在关着，12月7日（周一）09:00 开。',
      'Closed now; opens Mon 7 Dec, 09:00.',
    ],
    [{ open: false, opens: null }, '最近都不开。', 'Closed for the time being.'],
  ] as const)('%#', (state, chinese, english) => {
    expect(openLine(state, zh)?.markup).toBe(chinese);
    expect(openLine(state, en)?.markup).toBe(english);
  });

  test('nothing where the hours can’t be read, and no empty office', () => {
    expect(openLine(null, zh)).toBeNull();
    expect(reachLine({ office: {}, officeHours: {} }, zh)).toBeNull();
    expect(reachLine({ office: { zh: '一层' }, officeHours: {} }, zh)?.markup).toBe('工会办公室：一层。');
  });
});
