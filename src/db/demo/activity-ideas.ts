import type { ActivityKind } from '../../domain/activity.ts';
import type { Bilingual } from './types.ts';

/** When an activity suits people who work: the break, the way home, or a free morning. */
export type Slot = 'lunch' | 'evening' | 'weekend';

/** Something a union has done before and could do any month. */
export interface ActivityIdea {
  readonly title: Bilingual;
  readonly slot: Slot;
  readonly capacity: number;
  /** Where to meet; absent: in the union's own room. */
  readonly place?: Bilingual;
}

const sportsHall = { zh: '街道文体中心二层球馆', en: 'Sports hall, second floor of the community centre' };
const moonAltarPark = { zh: '月坛公园北门集合', en: 'North gate of Yuetan Park' };
const riversidePark = { zh: '北滨河公园南口集合', en: 'South entrance of Beibinhe Park' };
const dingPark = { zh: '人定湖公园东门集合', en: 'East gate of Rendinghu Park' };

export const activityIdeas: Readonly<Record<ActivityKind, readonly ActivityIdea[]>> = {
  sports: [
    {
      title: { zh: '楼宇羽毛球双打，凑够四人就开场', en: 'Badminton doubles, four make a court' },
      slot: 'evening',
      capacity: 24,
      place: sportsHall,
    },
    {
      title: { zh: '午间快走半小时', en: 'Half an hour of brisk walking' },
      slot: 'lunch',
      capacity: 30,
      place: riversidePark,
    },
    {
      title: {
        zh: '下班慢跑三公里，谁也不落下',
        en: 'An easy three kilometres after work, nobody left behind',
      },
      slot: 'evening',
      capacity: 30,
      place: { zh: '街道文体中心门口集合', en: 'In front of the community centre' },
    },
    { title: { zh: '乒乓球小擂台', en: 'Table tennis, winner stays on' }, slot: 'lunch', capacity: 16 },
  ],
  crafts: [
    {
      title: { zh: '手工皮具：做一个工牌套', en: 'Leather craft: make a holder for your badge' },
      slot: 'evening',
      capacity: 16,
    },
    { title: { zh: '午间编绳手链', en: 'Braid a bracelet over lunch' }, slot: 'lunch', capacity: 20 },
    {
      title: { zh: '扎染方巾，自己染自己带走', en: 'Tie-dye a scarf and take it home' },
      slot: 'weekend',
      capacity: 18,
    },
  ],
  green: [
    {
      title: { zh: '护河志愿行：捡走岸边的塑料', en: 'Riverside clean-up, plastic first' },
      slot: 'weekend',
      capacity: 40,
      place: riversidePark,
    },
    {
      title: { zh: '旧书旧衣换一换', en: 'Swap a book, swap a coat' },
      slot: 'lunch',
      capacity: 50,
    },
    {
      title: { zh: '给楼顶小菜园浇水松土', en: 'Tend the vegetable beds on the roof' },
      slot: 'lunch',
      capacity: 12,
    },
    {
      title: { zh: '绿植互换：把闲置的盆栽救活', en: 'Plant swap: rescue a neglected pot' },
      slot: 'evening',
      capacity: 30,
    },
  ],
  health: [
    {
      title: { zh: '肩颈放松课，椅子上就能练', en: 'Ease your neck without leaving the chair' },
      slot: 'lunch',
      capacity: 25,
    },
    {
      title: { zh: '急救小课堂：学会心肺复苏', en: 'First aid: learn to restart a heart' },
      slot: 'evening',
      capacity: 20,
    },
    {
      title: { zh: '中医义诊，把把脉聊聊睡眠', en: 'A doctor of Chinese medicine, free, about your sleep' },
      slot: 'lunch',
      capacity: 30,
    },
  ],
  reading: [
    { title: { zh: '午间共读一章', en: 'One chapter together at lunch' }, slot: 'lunch', capacity: 15 },
    {
      title: {
        zh: '下班读书会：带一本你放不下的书',
        en: 'After-work book club: bring one you could not put down',
      },
      slot: 'evening',
      capacity: 18,
    },
  ],
  skills: [
    {
      title: { zh: '表格技巧：一小时少加一次班', en: 'Spreadsheets: an hour that saves an evening' },
      slot: 'lunch',
      capacity: 30,
    },
    { title: { zh: '手机拍照入门', en: 'Better pictures with your phone' }, slot: 'evening', capacity: 20 },
    { title: { zh: '职场英语角', en: 'English corner for work' }, slot: 'lunch', capacity: 16 },
  ],
  family: [
    {
      title: { zh: '亲子周六：一起做一盏灯笼', en: 'Saturday with the children: build a lantern' },
      slot: 'weekend',
      capacity: 20,
    },
    {
      title: { zh: '幼升小经验分享', en: 'Starting school: parents who have been there' },
      slot: 'evening',
      capacity: 30,
    },
  ],
  outing: [
    {
      title: { zh: '胡同漫步，听老街坊讲故事', en: 'A walk through the hutongs with an old neighbour' },
      slot: 'weekend',
      capacity: 25,
      place: moonAltarPark,
    },
    {
      title: { zh: '公园写生，不会画也来', en: 'Sketching in the park, beginners welcome' },
      slot: 'weekend',
      capacity: 20,
      place: dingPark,
    },
  ],
  film: [
    { title: { zh: '下班看一场老电影', en: 'An old film after work' }, slot: 'evening', capacity: 60 },
    { title: { zh: '午间短片放映', en: 'Short films at lunch' }, slot: 'lunch', capacity: 40 },
  ],
  legal: [
    {
      title: { zh: '劳动合同怎么看，律师当面答', en: 'Reading your contract, with a lawyer to ask' },
      slot: 'lunch',
      capacity: 20,
    },
    {
      title: { zh: '社保公积金答疑', en: 'Social insurance and housing fund: your questions' },
      slot: 'evening',
      capacity: 25,
    },
  ],
};
