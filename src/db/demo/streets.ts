import type { DemoStreet } from './types.ts';

/** Ten streets of the district. Their names are real; stations, hours and telephones are invented. */
export const streets: readonly DemoStreet[] = [
  {
    code: 'r6u9',
    name: '金融街街道',
    nameEn: 'Jinrongjie Subdistrict',
    serviceStation: {
      place: { zh: '广宁伯街 15 号一层', en: 'Ground floor, 15 Guangningbo Street' },
      hours: { zh: '工作日 9:00–17:30', en: 'weekdays 9:00–17:30' },
      phone: '010-5550-0101',
    },
  },
  {
    code: 'a8v4',
    name: '椿树街道',
    nameEn: 'Chunshu Subdistrict',
    serviceStation: {
      place: { zh: '永光西街 26 号东门', en: 'East gate, 26 Yongguang West Street' },
      hours: { zh: '工作日 9:00–17:00', en: 'weekdays 9:00–17:00' },
      phone: '010-5550-0102',
    },
  },
  {
    code: 'r2e8',
    name: '展览路街道',
    nameEn: 'Zhanlanlu Subdistrict',
    serviceStation: {
      place: { zh: '百万庄大街 41 号一层北侧', en: 'Ground floor, north side, 41 Baiwanzhuang Street' },
      hours: { zh: '工作日 9:00–17:30', en: 'weekdays 9:00–17:30' },
      phone: '010-5550-0103',
    },
  },
  {
    code: 'w2m6',
    name: '大栅栏街道',
    nameEn: 'Dashilar Subdistrict',
    serviceStation: {
      place: { zh: '煤市街 118 号院内', en: 'Courtyard of 118 Meishi Street' },
      hours: { zh: '工作日 9:00–17:30，周六 9:30–11:30', en: 'weekdays 9:00–17:30, Saturdays 9:30–11:30' },
      phone: '010-5550-0104',
    },
  },
  {
    code: 'm6g2',
    name: '西长安街街道',
    nameEn: 'Xichang’anjie Subdistrict',
    serviceStation: {
      place: { zh: '西绒线胡同 63 号', en: '63 Xirongxian Hutong' },
      hours: { zh: '工作日 9:00–17:30', en: 'weekdays 9:00–17:30' },
      phone: '010-5550-0105',
    },
  },
  {
    code: 'a6j7',
    name: '月坛街道',
    nameEn: 'Yuetan Subdistrict',
    serviceStation: {
      place: { zh: '月坛北街 38 号二层', en: 'First floor up, 38 Yuetan North Street' },
      hours: { zh: '工作日 9:00–17:30', en: 'weekdays 9:00–17:30' },
      phone: '010-5550-0106',
    },
  },
  {
    code: 'p9k5',
    name: '德胜街道',
    nameEn: 'Desheng Subdistrict',
    serviceStation: {
      place: { zh: '新风街 27 号一层', en: 'Ground floor, 27 Xinfeng Street' },
      hours: { zh: '工作日 8:30–17:30', en: 'weekdays 8:30–17:30' },
      phone: '010-5550-0107',
    },
  },
  {
    code: 'e5h2',
    name: '什刹海街道',
    nameEn: 'Shichahai Subdistrict',
    serviceStation: {
      place: { zh: '新街口东街 52 号', en: '52 Xinjiekou East Street' },
      hours: { zh: '工作日 9:00–17:30', en: 'weekdays 9:00–17:30' },
      phone: '010-5550-0108',
    },
  },
  {
    code: 'k8e7',
    name: '新街口街道',
    nameEn: 'Xinjiekou Subdistrict',
    serviceStation: {
      place: { zh: '西四北大街 176 号一层', en: 'Ground floor, 176 Xisi North Street' },
      hours: { zh: '工作日 9:00–17:00，周三到 19:00', en: 'weekdays 9:00–17:00, Wednesdays until 19:00' },
      phone: '010-5550-0109',
    },
  },
  {
    code: 'n8m4',
    name: '广安门内街道',
    nameEn: 'Guang’anmennei Subdistrict',
    serviceStation: {
      place: { zh: '槐柏树街 33 号', en: '33 Huaibaishu Street' },
      hours: { zh: '工作日 9:00–17:30', en: 'weekdays 9:00–17:30' },
      phone: '010-5550-0110',
    },
  },
];
