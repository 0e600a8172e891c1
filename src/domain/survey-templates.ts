import type { Language } from './language.ts';
import { SurveyDefinition } from './survey.ts';

/*
 * Surveys that staff begin with, so that a good one takes a minute. `{about}` is what she names: an activity, the canteen.
 */

export const templateKeys = ['satisfaction', 'interest', 'canteen'] as const;
export type TemplateKey = (typeof templateKeys)[number];

/** What it is about may be as long as this. */
export const aboutMax = 14;

type About = Readonly<Record<Language, string>>;

/** What stands where nothing was named. */
const unnamed: Readonly<Record<TemplateKey, About>> = {
  satisfaction: { zh: '工会的活动', en: 'our activities' },
  interest: { zh: '下次活动', en: 'the next activity' },
  canteen: { zh: '食堂和停车', en: 'canteen and parking' },
};

const rating = {
  type: 'scale',
  required: true,
  from: 1,
  to: 5,
  low: { zh: '很不满意', en: 'not at all' },
  high: { zh: '很满意', en: 'very' },
} as const;

const elseQuestion = {
  type: 'text',
  key: 'else',
  name: { zh: '还想说的', en: 'Anything else' },
  ask: {
    zh: '还想说点什么？写下来发给我，300 字以内。别写名字。',
    en: 'Anything else? Write it to me, up to 300 characters. Leave names out.',
  },
  required: false,
  maxLength: 300,
} as const;

const templates: Readonly<Record<TemplateKey, (about: About) => unknown>> = {
  satisfaction: (about) => ({
    title: { zh: `满意度：${about.zh}`, en: `How was it: ${about.en}` },
    introduction: {
      zh: `一分钟，说说你对${about.zh}的感受，下次照着改。`,
      en: `One minute on ${about.en}, so that the next time is better.`,
    },
    questions: [
      {
        ...rating,
        key: 'overall',
        name: { zh: '总体', en: 'Overall' },
        ask: {
          zh: `总的来说，对${about.zh}满意吗？`,
          en: `All in all, how satisfied are you with ${about.en}?`,
        },
      },
      {
        type: 'many',
        key: 'good',
        name: { zh: '好的地方', en: 'What was good' },
        ask: { zh: '哪些地方好？可以多选。', en: 'What was good? Pick all that fit.' },
        required: false,
        min: 1,
        max: 5,
        when: [{ question: 'overall', atLeast: 4 }],
        options: [
          { key: 'content', label: { zh: '内容', en: 'Content' } },
          { key: 'time', label: { zh: '时间', en: 'Time' } },
          { key: 'place', label: { zh: '地点', en: 'Place' } },
          { key: 'people', label: { zh: '一起的人', en: 'Company' } },
          { key: 'care', label: { zh: '组织', en: 'Organisation' } },
        ],
      },
      {
        type: 'many',
        key: 'bad',
        name: { zh: '要改的', en: 'What to change' },
        ask: { zh: '哪些地方要改？可以多选。', en: 'What should change? Pick all that fit.' },
        required: true,
        min: 1,
        max: 5,
        when: [{ question: 'overall', atMost: 3 }],
        options: [
          { key: 'content', label: { zh: '内容', en: 'Content' } },
          { key: 'time', label: { zh: '时间', en: 'Time' } },
          { key: 'place', label: { zh: '地点', en: 'Place' } },
          { key: 'notice', label: { zh: '通知', en: 'Notice' } },
          { key: 'care', label: { zh: '组织', en: 'Organisation' } },
          { key: 'none', label: { zh: '说不上来', en: 'Hard to say' }, exclusive: true },
        ],
      },
      elseQuestion,
    ],
  }),
  interest: (about) => ({
    title: { zh: `报名意向：${about.zh}`, en: `Would you come: ${about.en}` },
    introduction: {
      zh: `先问问大家想不想来、什么时候方便，再定${about.zh}。这不是报名。`,
      en: `Before ${about.en} is planned: would you come, and when? This signs you up for nothing.`,
    },
    questions: [
      {
        type: 'one',
        key: 'come',
        name: { zh: '想来吗', en: 'Coming' },
        ask: { zh: `${about.zh}，你会来吗？`, en: `Would you come to ${about.en}?` },
        required: true,
        options: [
          { key: 'yes', label: { zh: '会来', en: 'Yes' } },
          { key: 'maybe', label: { zh: '看时间', en: 'Depends on the time' } },
          { key: 'no', label: { zh: '不来', en: 'No' } },
        ],
      },
      {
        type: 'times',
        key: 'times',
        name: { zh: '方便的时间', en: 'Good times' },
        ask: { zh: '什么时候方便？可以多选。', en: 'When are you free? Pick all that fit.' },
        required: true,
        min: 1,
        max: 14,
        when: [{ question: 'come', is: ['yes', 'maybe'] }],
        days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
        slots: [
          { key: 'lunch', label: { zh: '中午', en: 'noon' } },
          { key: 'evening', label: { zh: '晚上', en: 'evening' } },
        ],
      },
      {
        type: 'number',
        key: 'guests',
        name: { zh: '带几个人', en: 'Guests' },
        ask: { zh: '会带家人吗？带几个？', en: 'Would you bring family? How many?' },
        required: false,
        min: 0,
        max: 5,
        unit: { zh: '人', en: 'people' },
        when: [{ question: 'come', is: ['yes', 'maybe'] }],
      },
      elseQuestion,
    ],
  }),
  canteen: (about) => ({
    title: { zh: `说说${about.zh}`, en: `Your say: ${about.en}` },
    introduction: {
      zh: `${about.zh}怎么样？回答汇总起来，工会拿去和物业商量。`,
      en: `How are ${about.en}? The union takes the totals to the building’s management.`,
    },
    questions: [
      {
        type: 'one',
        key: 'lunch',
        name: { zh: '午饭', en: 'Lunch' },
        ask: { zh: '工作日的午饭多在哪儿吃？', en: 'Where do you mostly have lunch?' },
        required: true,
        shuffle: true,
        options: [
          { key: 'canteen', label: { zh: '楼里食堂', en: 'The canteen' } },
          { key: 'nearby', label: { zh: '附近餐馆', en: 'Restaurants nearby' } },
          { key: 'delivery', label: { zh: '点外卖', en: 'Delivery' } },
          { key: 'home', label: { zh: '自己带', en: 'Brought from home' } },
        ],
      },
      {
        ...rating,
        key: 'food',
        name: { zh: '食堂', en: 'Canteen' },
        ask: { zh: '食堂满意吗？', en: 'How satisfied are you with the canteen?' },
        when: [{ question: 'lunch', is: ['canteen'] }],
      },
      {
        type: 'one',
        key: 'commute',
        name: { zh: '怎么来', en: 'Commute' },
        ask: { zh: '你多半怎么来上班？', en: 'How do you mostly come to work?' },
        required: true,
        options: [
          { key: 'metro', label: { zh: '地铁公交', en: 'Metro or bus' } },
          { key: 'bike', label: { zh: '骑车走路', en: 'By bike or on foot' } },
          { key: 'car', label: { zh: '开车', en: 'By car' } },
        ],
      },
      {
        ...rating,
        key: 'parking',
        name: { zh: '停车', en: 'Parking' },
        ask: { zh: '停车满意吗？', en: 'How satisfied are you with the parking?' },
        when: [{ question: 'commute', is: ['car'] }],
      },
      elseQuestion,
    ],
  }),
};

/** @param about as she typed it, in whatever language; null: nothing in particular */
export function surveyFromTemplate(template: TemplateKey, about: string | null): SurveyDefinition {
  const named = about === null ? unnamed[template] : { zh: about, en: about };
  return SurveyDefinition.parse(templates[template](named));
}
