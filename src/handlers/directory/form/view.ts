import { type Button, grid, type Screen } from '../../../bot/screen.ts';
import {
  choices,
  hoursMeant,
  isChoice,
  type Problem,
  type Value,
  wordsIn,
} from '../../../domain/directory-values.ts';
import { writeHours } from '../../../domain/write-hours.ts';
import { fieldIn, valueInWords } from '../../../i18n/directory-words.ts';
import { bold, type Html, lines, type Translate } from '../../../i18n/index.ts';
import { shortNameIn } from '../../../i18n/named.ts';
import {
  carryOnButton,
  fieldAgainButton,
  fieldEmptyButton,
  fieldLanguageButton,
  fieldPickButton,
  formBackButton,
  formDropButton,
  formPauseButton,
  formSaveButton,
  keepButton,
} from '../../buttons.ts';
import {
  type AskState,
  askedNow,
  back,
  type FormState,
  fieldsAsked,
  formDialogue,
  isBilingual,
  valueBefore,
} from './dialogue.ts';

type AskKey = Extract<Parameters<Translate['plain']>[0], `directory.ask_${string}`>;

/** What the form is about: “金隅大厦”, or “a firm in 金隅大厦”. */
export function titleOf({ act, title }: FormState, t: Translate): string {
  const at = shortNameIn(title, t);
  return act.verb === 'edit' ? at : t.plain(`directory.title_${act.what}`, { at });
}

export function formScreen(state: FormState, t: Translate, note: Html | null = null): Screen {
  return state.step === 'ask' ? askScreen(state, t, note) : reviewScreen(state, t, note);
}

/** The step she is at. `note` stands above it: what was wrong with her last message. */
function askScreen(state: AskState, t: Translate, note: Html | null): Screen {
  const { act, field, language } = state;
  const now = askedNow(state);
  const fields = fieldsAsked(act);
  const before = now
    ? valueInWords(now.form, wordsOnly(state, valueBefore(state, field)), t, language)
    : null;
  const title = titleOf(state, t);
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      fields.length === 1
        ? `${title} · ${fieldIn(field, t)}`
        : t('directory.newHeader', {
            at: fields.findIndex((each) => each.field === field) + 1,
            of: fields.length,
            title,
          }),
      before === null && act.verb === 'add'
        ? null
        : t('directory.now', { value: before ?? t.plain('directory.empty') }),
      bold(t(`directory.ask_${field}` as AskKey)),
    ),
    rows: [...choiceRows(state, t), ...languageRow(state, t), wayRow(state, t)],
  };
}

/** Of words, those in the language that is asked for: the other's would be taken for them. */
function wordsOnly(state: AskState, value: Value): Value {
  if (!isBilingual(state)) return value;
  const words = wordsIn(value)[state.language];
  return words === undefined ? {} : { [state.language]: words };
}

function choiceRows(state: AskState, t: Translate): Button[][] {
  const now = askedNow(state);
  if (!now) return [];
  const { field, form } = now;
  const picks = isChoice(form)
    ? choices[form].map((choice) => ({
        label: t.plain(`directory.choice_${choice}`),
        press: fieldPickButton.press({ field, choice }),
      }))
    : [];
  const label = t.plain(state.act.verb === 'add' ? 'common.skip' : 'directory.clear');
  const empty: Button[][] = now.optional ? [[{ label, press: fieldEmptyButton.press({ field }) }]] : [];
  return [...grid(picks, 2), ...empty];
}

/** A card's field is written in either language; a new card in hers, and the other when it is there. */
function languageRow(state: AskState, t: Translate): Button[][] {
  if (state.act.verb === 'add' || !isBilingual(state)) return [];
  const other = state.language === 'zh' ? 'en' : 'zh';
  return [
    [
      {
        label: t.plain(other === 'zh' ? 'directory.inChinese' : 'directory.inEnglish'),
        press: fieldLanguageButton.press({ language: other }),
      },
    ],
  ];
}

function wayRow(state: AskState, t: Translate): Button[] {
  const drop: Button = { label: t.plain('directory.drop'), press: formDropButton.press({}) };
  if (!back(state)) return [drop];
  return [
    { label: t.plain('directory.back'), press: formBackButton.press({}) },
    { label: t.plain('directory.pause'), press: formPauseButton.press({}) },
    drop,
  ];
}

function reviewScreen(state: FormState, t: Translate, note: Html | null): Screen {
  const { act, given, language } = state;
  const isEdit = act.verb === 'edit';
  const empty = t.plain('directory.empty');
  const said = (form: (typeof fields)[number]['form'], value: Value) =>
    valueInWords(form, value, t, isEdit ? language : t.language) ?? empty;
  const fields = fieldsAsked(act);
  const rows = fields.flatMap(({ field, form }): (Html | null)[] => {
    const value = given[field] as Value;
    if (!isEdit)
      return [
        t('directory.field', { field: fieldIn(field, t), value: said(form, value) }),
        hours(form, value, t),
      ];
    return [
      t('directory.reviewWas', { value: said(form, act.seen as Value) }),
      t('directory.reviewNow', { value: said(form, value) }),
      hours(form, value, t),
    ];
  });
  const redo = fields.map(({ field }) => ({
    label: isEdit
      ? t.plain('directory.rewrite')
      : t.plain('directory.editField', { field: fieldIn(field, t) }),
    press: fieldAgainButton.press({ field }),
  }));
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      `${titleOf(state, t)}${isEdit ? ` · ${fieldIn(act.field, t)}` : ''}`,
      t('directory.review'),
      '',
      ...rows,
    ),
    rows: [
      [
        {
          label: t.plain(isEdit ? 'directory.save' : 'directory.add'),
          press: formSaveButton.press({}),
          style: 'primary',
        },
      ],
      ...grid(redo, 2),
      [
        { label: t.plain('directory.pause'), press: formPauseButton.press({}) },
        { label: t.plain('directory.drop'), press: formDropButton.press({}) },
      ],
    ],
  };
}

/** How hours were read, so that nobody is sent to a locked door by a slip. */
function hours(form: string, value: Value, t: Translate): Html | null {
  if (form !== 'hours' || value === null) return null;
  const read = hoursMeant(wordsIn(value));
  return read
    ? t('directory.hoursRead', { hours: writeHours(read, t.language) })
    : t('directory.hoursUnread');
}

export function problemIn(problem: Problem, t: Translate): Html {
  if (problem.type === 'tooLong') return t('directory.tooLong', { count: problem.most });
  return t(`directory.problem_${problem.type}`);
}

/** A form left half done is taken up before another is begun. */
export function halfDoneScreen(state: FormState, t: Translate): Screen {
  return formScreen(state, t, t('directory.half'));
}

export function pausedScreen(t: Translate): Screen {
  return {
    text: t('directory.paused'),
    rows: [
      [{ label: t.plain('common.carryOn'), press: carryOnButton.press({ kind: formDialogue.kind }) }],
      [{ label: t.plain('directory.toHome'), press: keepButton.press({ page: 0 }) }],
    ],
  };
}
