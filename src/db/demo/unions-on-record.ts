import type { UnionRecord } from './unions.ts';

/** The unions told of in the newspaper: name, street and reach are on record, all else is invented. */
export const unionsOnRecord: readonly UnionRecord[] = [
  {
    code: 'e5a6',
    kind: 'federation',
    name: '金隅阳光楼宇工会联合会',
    nameEn: 'Jinyu Sunshine Federation of Building Unions',
    street: 'r6u9',
    foundedOn: '2020-09-28',
    office: {
      place: { zh: '金隅大厦 3 层 306 室', en: 'Room 306, third floor, Jinyu Building' },
      hours: { zh: '工作日 10:00–12:00、14:00–17:00', en: 'weekdays 10:00–12:00 and 14:00–17:00' },
    },
    phone: '010-5550-0201',
    introduction: {
      zh: '11 栋楼的同事，有一个共同的娘家。首次会员代表大会由 30 名代表选出 5 名委员，就在金隅大厦 3 层，有事随时来坐。',
      en: 'Eleven buildings, one union. Thirty delegates elected its committee of five, and their door is on the third floor of Jinyu Building. Drop in whenever you need to.',
    },
    congress: { delegates: 30, committeeMembers: 5 },
  },
  {
    code: 'n7a6',
    kind: 'federation',
    name: '椿树街道楼宇工会联合会',
    nameEn: 'Chunshu Federation of Building Unions',
    street: 'a8v4',
    foundedOn: '2020-01-16',
    office: {
      place: { zh: '椿榆大厦 2 层 212 室', en: 'Room 212, second floor, Chunyu Building' },
      hours: { zh: '工作日 10:00–12:00、14:00–17:00', en: 'weekdays 10:00–12:00 and 14:00–17:00' },
    },
    phone: '010-5550-0202',
    introduction: {
      zh: '椿树五栋楼，10 个暖心驿站，午休走几步就到。企业无论大小，这里都有你的位置。',
      en: 'Five buildings in Chunshu, ten rest points, each a short walk at lunch. Big firm or small, there is a place for you here.',
    },
  },
  {
    code: 'r2y9',
    kind: 'joint',
    name: '椿树街道楼宇联合工会',
    nameEn: 'Chunshu Joint Building Union',
    street: 'a8v4',
    foundedOn: '2020-01-20',
    office: {
      place: { zh: '草厂里写字楼 1 层值班室旁', en: 'Caochangli offices, ground floor, by the duty desk' },
      hours: { zh: '每周二、周四 12:00–13:30', en: 'Tuesdays and Thursdays 12:00–13:30' },
    },
    phone: '010-5550-0203',
    introduction: {
      zh: '公司只有三五个人，也能有工会。几家小店小公司合在一起，有事大家帮你说。',
      en: 'Even a firm of four can have a union. Small shops and offices stand together here, and we speak up with you.',
    },
  },
  {
    code: 'j3k2',
    kind: 'federation',
    name: '物华大厦楼宇工会联合会',
    nameEn: 'Wuhua Building Federation of Unions',
    street: 'r2e8',
    foundedOn: '2020-06-18',
    office: {
      place: { zh: '物华大厦 1 层物业服务中心', en: 'Property service centre, ground floor, Wuhua Building' },
      hours: { zh: '工作日 10:00–12:00、14:00–17:00', en: 'weekdays 10:00–12:00 and 14:00–17:00' },
    },
    phone: '010-5550-0204',
    introduction: {
      zh: '物业搭台，工会唱戏。灯不亮、饭太贵、想打球，都可以来说。',
      en: 'The property office lends the room, the union fills it. Broken light, dear lunches, a game of badminton: come and tell us.',
    },
  },
  {
    code: 'k9c9',
    kind: 'federation',
    name: '五栋大楼楼宇工会联合会',
    nameEn: 'Wudong Federation of Building Unions',
    street: 'r2e8',
    foundedOn: '2020-09-10',
    office: {
      place: { zh: '五栋大楼C座 1 层 112 室', en: 'Room 112, ground floor, Tower C, Wudong Building' },
      hours: { zh: '工作日 12:00–13:30', en: 'weekdays 12:00–13:30' },
    },
    phone: '010-5550-0205',
    introduction: {
      zh: '五座楼，一个院子，一家工会。午饭后在 C 座碰个头，认识几个隔壁楼的朋友。',
      en: 'Five towers, one yard, one union. Meet us in Tower C after lunch and get to know the people next door.',
    },
  },
  {
    code: 'f4y6',
    kind: 'federation',
    name: '金贸大厦楼宇工会联合会',
    nameEn: 'Jinmao Building Federation of Unions',
    street: 'r2e8',
    foundedOn: '2020-08-21',
    office: {
      place: { zh: '金贸大厦 2 层 215 室', en: 'Room 215, second floor, Jinmao Building' },
      hours: { zh: '每周二、周四 12:00–13:30', en: 'Tuesdays and Thursdays 12:00–13:30' },
    },
    phone: '010-5550-0206',
    introduction: {
      zh: '楼里的事楼里商量。劳动合同看不明白，带来我们一起看。',
      en: 'What happens in the building is talked over in the building. Puzzled by your contract? Bring it, we will read it together.',
    },
  },
  {
    code: 'q4z3',
    kind: 'quarter',
    name: '北京坊商圈楼宇工会联合会',
    nameEn: 'Beijing Fang Quarter Federation of Unions',
    street: 'w2m6',
    foundedOn: '2020-09-24',
    office: {
      place: {
        zh: '北京坊中区 2 层员工通道旁',
        en: 'Beijing Fang Central, second floor, by the staff passage',
      },
      hours: { zh: '每天 14:00–16:30', en: 'Daily 14:00–16:30' },
    },
    phone: '010-5550-0207',
    introduction: {
      zh: '近百家店铺的店员、店长和后厨，都是一家人。运动、手工、绿色公益，每月一次，错开客流高峰。',
      en: 'Nearly a hundred shops: counter, kitchen and office are one family. Sports, crafts and green volunteering once a month, away from the busy hours.',
    },
  },
];
