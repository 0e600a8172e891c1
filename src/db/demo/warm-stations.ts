import type { DemoWarmStation } from './types.ts';

const officeHours = { zh: '工作日 9:00–18:00', en: 'weekdays 9:00–18:00' };
const longHours = { zh: '工作日 8:30–19:00', en: 'weekdays 8:30–19:00' };
const everyDay = { zh: '每天 9:00–20:00', en: 'Daily 9:00–20:00' };
const shopHours = { zh: '每天 10:00–21:30', en: 'Daily 10:00–21:30' };

const basics = { zh: '饮水、微波炉、手机充电', en: 'Drinking water, microwave, phone charging' };
const firstAid = {
  zh: '饮水、微波炉、充电、急救箱',
  en: 'Drinking water, microwave, charging, first-aid kit',
};
const sofas = {
  zh: '饮水、沙发、充电、雨伞借用',
  en: 'Drinking water, sofas, charging, umbrellas to borrow',
};
const books = { zh: '饮水、图书角、充电、针线包', en: 'Drinking water, book corner, charging, sewing kit' };
const nursing = { zh: '饮水、冰箱、微波炉、母婴角', en: 'Drinking water, fridge, microwave, nursing corner' };

/** 暖心驿站: where to rest, warm a lunch, charge a phone. */
export const warmStations: readonly DemoWarmStation[] = [
  // 金隅大厦
  { building: 'p7g8n', place: { zh: 'B1 层', en: 'Level B1' }, hours: officeHours, services: firstAid },
  // 瑞砚中心
  {
    building: 'r5y2c',
    place: { zh: '2 层连廊旁', en: 'Second floor, by the walkway' },
    hours: officeHours,
    services: sofas,
  },
  // 鸿檀国际中心
  {
    building: 'e5w2g',
    place: { zh: '1 层大厅西侧', en: 'Ground floor, west side of the lobby' },
    hours: longHours,
    services: nursing,
  },
  // 椿榆大厦
  { building: 'b7s4g', place: { zh: '1 层大厅', en: 'Lobby' }, hours: officeHours, services: firstAid },
  {
    building: 'b7s4g',
    place: { zh: '8 层茶水间', en: 'Pantry on the eighth floor' },
    hours: longHours,
    services: basics,
  },
  // 宣外砚谷中心
  { building: 's8u6p', place: { zh: 'B1 层', en: 'Level B1' }, hours: longHours, services: nursing },
  {
    building: 's8u6p',
    place: { zh: '3 层连廊旁', en: 'Third floor, by the walkway' },
    hours: officeHours,
    services: sofas,
  },
  // 永光里商务楼
  {
    building: 'm7y9f',
    place: { zh: '1 层值班室旁', en: 'Ground floor, by the duty desk' },
    hours: officeHours,
    services: basics,
  },
  {
    building: 'm7y9f',
    place: { zh: '5 层活动室', en: 'Activity room on the fifth floor' },
    hours: officeHours,
    services: books,
  },
  // 草厂里写字楼
  {
    building: 'r6y5r',
    place: { zh: '1 层楼梯间旁', en: 'Ground floor, by the stairs' },
    hours: everyDay,
    services: basics,
  },
  {
    building: 'r6y5r',
    place: { zh: '4 层茶水间', en: 'Pantry on the fourth floor' },
    hours: officeHours,
    services: basics,
  },
  // 青椿大厦
  { building: 'w3j5t', place: { zh: '1 层大厅', en: 'Lobby' }, hours: officeHours, services: firstAid },
  {
    building: 'w3j5t',
    place: { zh: '6 层活动室', en: 'Activity room on the sixth floor' },
    hours: officeHours,
    services: books,
  },
  // 物华大厦
  {
    building: 'g6p7f',
    place: { zh: '1 层物业服务中心', en: 'Property service centre, ground floor' },
    hours: longHours,
    services: firstAid,
  },
  // 五栋大楼C座
  {
    building: 'k5c6t',
    place: { zh: '1 层 112 室', en: 'Room 112, ground floor' },
    hours: officeHours,
    services: nursing,
  },
  // 五栋大楼E座
  {
    building: 'p9p4y',
    place: { zh: '2 层楼梯间旁', en: 'Second floor, by the stairs' },
    hours: officeHours,
    services: basics,
  },
  // 金贸大厦
  {
    building: 'y8r3n',
    place: { zh: 'B1 层员工餐厅旁', en: 'Level B1, by the canteen' },
    hours: officeHours,
    services: firstAid,
  },
  // 北京坊中区
  {
    building: 'c2p3h',
    place: { zh: '2 层员工通道旁', en: 'Second floor, by the staff passage' },
    hours: shopHours,
    services: nursing,
  },
  // 北京坊西区
  {
    building: 'q2h6d',
    place: { zh: '1 层后院', en: 'Ground floor, in the backyard' },
    hours: shopHours,
    services: sofas,
  },
  // 砚池大厦
  {
    building: 'h5h5c',
    place: { zh: '2 层 212 室', en: 'Room 212, second floor' },
    hours: officeHours,
    services: books,
  },
  // 灵溪中心
  {
    building: 'm9p5q',
    place: { zh: '4 层 412 室', en: 'Room 412, fourth floor' },
    hours: officeHours,
    services: books,
  },
  // 月汀大厦
  {
    building: 'g7j7g',
    place: { zh: '5 层 513 室', en: 'Room 513, fifth floor' },
    hours: officeHours,
    services: nursing,
  },
  // 礼士里中心
  {
    building: 'f9s3w',
    place: { zh: '1 层 113 室', en: 'Room 113, ground floor' },
    hours: officeHours,
    services: firstAid,
  },
  // 新栖园A座
  {
    building: 'g8v4h',
    place: { zh: '1 层共享客厅', en: 'Shared living room, ground floor' },
    hours: everyDay,
    services: sofas,
  },
  // 新栖园B座
  { building: 'e8m7n', place: { zh: '1 层大厅', en: 'Lobby' }, hours: longHours, services: basics },
  // 安砚大厦
  {
    building: 'f9q2a',
    place: { zh: '1 层大厅东侧', en: 'Ground floor, east side of the lobby' },
    hours: officeHours,
    services: firstAid,
  },
  // 银柳中心
  {
    building: 'g7h8k',
    place: { zh: '1 层 112 室', en: 'Room 112, ground floor' },
    hours: officeHours,
    services: sofas,
  },
  // 平安槐大厦
  { building: 'u8s7e', place: { zh: 'B1 层', en: 'Level B1' }, hours: officeHours, services: firstAid },
  // 北枫大厦
  {
    building: 'j9s3f',
    place: { zh: '1 层 112 室', en: 'Room 112, ground floor' },
    hours: officeHours,
    services: basics,
  },
  // 槐柏大厦
  {
    building: 't5s8f',
    place: { zh: '3 层 313 室', en: 'Room 313, third floor' },
    hours: officeHours,
    services: firstAid,
  },
  // 长椿里中心
  { building: 'f6s5x', place: { zh: '1 层大厅', en: 'Lobby' }, hours: longHours, services: sofas },
];
