import { demoDistrict } from '../src/db/demo/index.ts';
import type { DemoBuilding } from '../src/db/demo/types.ts';

/*
 * What people may type for the demonstration district's buildings, and what they type that is none of them. Each kind of
 * query has about as many; where a rule makes them, it takes its turn through the buildings, so that none is favoured.
 */

export interface SearchQuery {
  readonly kind: string;
  readonly typed: string;
  /** Codes of the buildings that are right. */
  readonly right: ReadonlySet<string>;
}

const district = demoDistrict();
const all = district.buildings;

/** Several towers share a name; whoever says no more means any of them. */
function called(name: string): ReadonlySet<string> {
  const found = all.filter(
    ({ name: own, nameEn, aliases }) => [own, nameEn, ...aliases].includes(name) || own.startsWith(`${name}`),
  );
  if (found.length === 0) throw new Error(`no building is called ${name}`);
  return new Set(found.map(({ code }) => code));
}
const only = ({ code }: DemoBuilding): ReadonlySet<string> => new Set([code]);

/** Roads on which several stand: any of them will do. */
const onOneRoad: Readonly<Record<string, readonly string[]>> = {
  宣武门外大街: ['b7s4g', 's8u6p'],
  廊房头条: ['a2t3j', 'c2p3h'],
};

/** Every so many-th building, beginning somewhere. */
function some(count: number, from: number, which: (building: DemoBuilding) => boolean = () => true) {
  const fit = all.filter(which);
  return Array.from({ length: Math.min(count, fit.length) }, (_, turn) => {
    const building = fit[(from + turn * 7) % fit.length];
    if (!building) throw new Error('no such building');
    return building;
  });
}

const house = /(?:国际中心|大厦|中心|商务楼|写字楼|大楼)$/u;
const core = (name: string) => name.replace(house, '');
const oneTower = ({ name }: DemoBuilding) => !/[A-E]座|[东中西]区/u.test(name);

function byRule(
  kind: string,
  buildings: readonly DemoBuilding[],
  rule: (building: DemoBuilding, turn: number) => string | undefined,
): SearchQuery[] {
  return buildings.flatMap((building, turn) => {
    const typed = rule(building, turn);
    return typed === undefined ? [] : [{ kind, typed, right: only(building) }];
  });
}

/** Written by hand: what is typed, and a name of what is meant. */
function byHand(kind: string, pairs: string): SearchQuery[] {
  return pairs
    .trim()
    .split('\n')
    .map((line) => {
      const [typed = '', name = ''] = line.split('→').map((each) => each.trim());
      return { kind, typed, right: called(name) };
    });
}

const letters = (text: string, change: (all: string[]) => string[]) => change([...text]).join('');
const fullWidth = (text: string) =>
  text
    .replace(/[!-~]/gu, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0))
    .replace(/ /gu, '　');

const around = [
  (name: string) => `我在${name}上班`,
  (name: string) => `你好，我们公司在${name}里面`,
  (name: string) => `请问${name}有没有工会？`,
  (name: string) => `我是${name}的，想加入工会`,
  (name: string) => `平时都在${name}办公`,
  (name: string) => `就是${name}那栋楼，西城的`,
];
const aroundEnglish = [
  (name: string) => `I work in the ${name}`,
  (name: string) => `Hi, my office is in ${name}`,
  (name: string) => `we're at ${name}, third floor`,
  (name: string) => `looking for ${name} please`,
];

const units = district.units.filter((_, index) => index % 83 === 11);
const buildingOf = (code: string) => {
  const building = all.find((each) => each.code === code);
  if (!building) throw new Error(`no building ${code}`);
  return building;
};

export const queries: readonly SearchQuery[] = [
  ...byRule('name', some(24, 0), ({ name }) => name),
  ...some(24, 3).map(({ aliases }, turn): SearchQuery => {
    const alias = aliases[turn % aliases.length] ?? '';
    return { kind: 'alias', typed: alias, right: called(alias) };
  }),
  ...byRule(
    'English',
    some(24, 1, ({ nameEn }) => nameEn !== undefined),
    ({ nameEn = '' }, turn) => (turn % 3 === 0 ? nameEn.toLowerCase() : nameEn),
  ),
  ...byHand(
    'pinyin',
    `
jinyudasha → 金隅大厦
jinhuai dasha → 金槐大厦
hui feng da sha → 汇枫大厦
ruiyanzhongxin → 瑞砚中心
cheng guan da sha → 澄观大厦
fengli shangwulou → 丰栎商务楼
hongtan guoji zhongxin → 鸿檀国际中心
jiabaidasha → 嘉柏大厦
ming zhan zhong xin → 明栈中心
picai xiezilou → 辟才写字楼
anlidasha → 安砺大厦
chunyudasha → 椿榆大厦
xuanwai yangu zhongxin → 宣外砚谷中心
yongguangli → 永光里商务楼
cao chang li → 草厂里写字楼
qingchun dasha → 青椿大厦
wuhuadasha → 物华大厦
wu dong da lou → 五栋大楼
jinmao dasha → 金贸大厦
beijingfang → 北京坊
yanchidasha → 砚池大厦
xinhuali xiezilou → 新华里写字楼
lingxi zhongxin → 灵溪中心
pinganhuai → 平安槐大厦
changchunli zhongxin → 长椿里中心
guang yi da sha → 广宜大厦`,
  ),
  ...byHand(
    'initials',
    `
jydsh → 金隅大厦
jyds → 金隅大厦
jhds → 金槐大厦
hfdsh → 汇枫大厦
ryzx → 瑞砚中心
ryzhx → 瑞砚中心
cgdsh → 澄观大厦
flswl → 丰栎商务楼
htgjzx → 鸿檀国际中心
jbds → 嘉柏大厦
mzzx → 明栈中心
pcxzl → 辟才写字楼
alds → 安砺大厦
cyds → 椿榆大厦
xwygzx → 宣外砚谷中心
yglswl → 永光里商务楼
whds → 物华大厦
WHDSH → 物华大厦
jmdsh → 金贸大厦
ycdsh → 砚池大厦
lxzx → 灵溪中心
ylzx → 银柳中心
gxds → 鼓西大厦
pahds → 平安槐大厦
cclzx → 长椿里中心`,
  ),
  ...byHand(
    'traditional',
    `
金隅大廈 → 金隅大厦
匯楓大廈 → 汇枫大厦
瑞硯中心 → 瑞砚中心
澄觀大廈 → 澄观大厦
豐櫟商務樓 → 丰栎商务楼
鴻檀國際中心 → 鸿檀国际中心
明棧中心 → 明栈中心
辟才寫字樓 → 辟才写字楼
安礪大廈 → 安砺大厦
椿榆大廈 → 椿榆大厦
宣外硯谷中心 → 宣外砚谷中心
永光裡商務樓 → 永光里商务楼
草廠裡寫字樓 → 草厂里写字楼
物華大廈 → 物华大厦
五棟大樓B座 → 五栋大楼B座
金貿大廈 → 金贸大厦
北京坊東區 → 北京坊东区
硯池大廈 → 砚池大厦
新華里寫字樓 → 新华里写字楼
靈溪中心 → 灵溪中心
禮士里中心 → 礼士里中心
新棲園A座 → 新栖园A座
銀柳中心 → 银柳中心
長椿里中心 → 长椿里中心
廣宜大廈 → 广宜大厦
報春商務樓 → 报春商务楼`,
  ),
  ...byRule('full width, spaces', some(24, 2), ({ name, nameEn }, turn) =>
    turn % 3 === 0 && nameEn
      ? fullWidth(nameEn)
      : turn % 3 === 1
        ? `　${[...name].join(' ')} `
        : `“${fullWidth(name)}”！`,
  ),
  ...byHand(
    'figures',
    `
5栋大楼 → 五栋大楼
5栋大楼A座 → 五栋大楼A座
五栋a座 → 五栋大楼A座
5栋B座 → 五栋大楼B座
５栋C座 → 五栋大楼C座
5栋D → 五栋大楼D座
五栋大楼e → 五栋大楼E座
5 栋大楼 E 座 → 五栋大楼E座
五棟大樓 a 座 → 五栋大楼A座
5栋楼 → 五栋大楼
新栖园a → 新栖园A座
新栖园Ｂ座 → 新栖园B座
wudong b → 五栋大楼B座
Wudong Tower C → 五栋大楼C座
tower d wudong building → 五栋大楼D座
宣武门西大街甲一二九号 → 金隅大厦
金融大街四十七号 → 金槐大厦
车公庄大街九号院A座 → 五栋大楼A座
丰盛胡同五十二号 → 丰栎商务楼
月坛北街十七号 → 月汀大厦
西四北大街一百五十五号 → 北冠写字楼
新风街十二号院B座 → 新栖园B座`,
  ),
  ...byRule(
    'house left off',
    some(24, 4, ({ name }) => house.test(name)),
    ({ name }) => core(name),
  ),
  ...byHand(
    'another house word',
    `
金隅写字楼 → 金隅大厦
金槐中心 → 金槐大厦
汇枫商厦 → 汇枫大厦
瑞砚广场 → 瑞砚中心
澄观大楼 → 澄观大厦
鸿檀中心 → 鸿檀国际中心
嘉柏写字楼 → 嘉柏大厦
明栈写字楼 → 明栈中心
椿榆广场 → 椿榆大厦
物华中心 → 物华大厦
金贸中心 → 金贸大厦
砚池写字楼 → 砚池大厦
灵溪广场 → 灵溪中心
月汀中心 → 月汀大厦
安砚写字楼 → 安砚大厦
银柳广场 → 银柳中心
北枫中心 → 北枫大厦
槐柏广场 → 槐柏大厦
Jinyu Plaza → 金隅大厦
Wuhua Center → 物华大厦
Yueting Plaza → 月汀大厦`,
  ),
  ...byHand(
    'one wrong character',
    `
金偶大厦 → 金隅大厦
全隅大厦 → 金隅大厦
金愧大厦 → 金槐大厦
汇机大厦 → 汇枫大厦
端砚中心 → 瑞砚中心
澄现大厦 → 澄观大厦
丰乐商务楼 → 丰栎商务楼
鸿坛国际中心 → 鸿檀国际中心
鸡檀国际中心 → 鸿檀国际中心
嘉伯大厦 → 嘉柏大厦
明线中心 → 明栈中心
群才写字楼 → 辟才写字楼
安烁大厦 → 安砺大厦
春榆大厦 → 椿榆大厦
宣外现谷中心 → 宣外砚谷中心
水光里商务楼 → 永光里商务楼
草广里写字楼 → 草厂里写字楼
青春大厦 → 青椿大厦
物毕大厦 → 物华大厦
金贺大厦 → 金贸大厦
砚他大厦 → 砚池大厦
新毕里写字楼 → 新华里写字楼
平安愧大厦 → 平安槐大厦
长春里中心 → 长椿里中心
报存商务楼 → 报春商务楼`,
  ),
  ...byRule('one character missing', some(24, 5, oneTower), ({ name }, turn) => {
    // Of a name of two and its house word, one of the house word; of longer ones, any.
    const at = [...core(name)].length > 2 ? turn % [...name].length : [...name].length - 1 - (turn % 2);
    return letters(name, (each) => each.filter((_, index) => index !== at));
  }),
  ...byRule('one character extra', some(22, 6, oneTower), ({ name }, turn) =>
    letters(name, (each) =>
      each.toSpliced(
        1 + (turn % (each.length - 1)),
        0,
        ['新', '的', '小', each[turn % 2] ?? ''][turn % 4] ?? '',
      ),
    ),
  ),
  ...byRule('two swapped', some(22, 1, oneTower), ({ name }, turn) => {
    const at = turn % 2 === 0 ? 0 : [...name].length - 2;
    return letters(name, (each) => each.with(at, each[at + 1] ?? '').with(at + 1, each[at] ?? ''));
  }),
  ...byHand(
    'homophones',
    `
金鱼大厦 → 金隅大厦
今隅大夏 → 金隅大厦
金怀大厦 → 金槐大厦
会风大厦 → 汇枫大厦
瑞燕中心 → 瑞砚中心
成观大厦 → 澄观大厦
风栎商务楼 → 丰栎商务楼
红檀国际中心 → 鸿檀国际中心
家柏大厦 → 嘉柏大厦
名栈中心 → 明栈中心
批才写字楼 → 辟才写字楼
安利大厦 → 安砺大厦
椿鱼大厦 → 椿榆大厦
宣外燕谷中心 → 宣外砚谷中心
永广里商务楼 → 永光里商务楼
草场里写字楼 → 草厂里写字楼
清椿大厦 → 青椿大厦
雾华大厦 → 物华大厦
五洞大楼A座 → 五栋大楼A座
金帽大厦 → 金贸大厦
北京房东区 → 北京坊东区
新花里写字楼 → 新华里写字楼
零溪中心 → 灵溪中心
月厅大厦 → 月汀大厦
里士里中心 → 礼士里中心
银流中心 → 银柳中心`,
  ),
  ...byHand(
    'slips in letters',
    `
jinyu dsha → 金隅大厦
jingyu dasha → 金隅大厦
Jinyu Bulding → 金隅大厦
Jinuy Building → 金隅大厦
Jinhuia Building → 金槐大厦
Huifen Building → 汇枫大厦
huifng dasha → 汇枫大厦
Ruiyan Cente → 瑞砚中心
Chengguang Building → 澄观大厦
hongtang guoji zhongxin → 鸿檀国际中心
Hongtan Internatoinal Centre → 鸿檀国际中心
Jiabia Tower → 嘉柏大厦
Mingzhang Centre → 明栈中心
chunyu dahsa → 椿榆大厦
Qinchun Building → 青椿大厦
Wuhau Building → 物华大厦
wuhuadsha → 物华大厦
Jinmoa Tower → 金贸大厦
Yachi Building → 砚池大厦
Linxi Centre → 灵溪中心
Yuetin Building → 月汀大厦
lisili zhongxin → 礼士里中心
Huaibia Building → 槐柏大厦`,
  ),
  ...byRule('words around', some(24, 0, oneTower), ({ name }, turn) => around[turn % around.length]?.(name)),
  ...byRule(
    'words around, English',
    some(20, 2, ({ nameEn }) => nameEn !== undefined),
    ({ nameEn = '' }, turn) => aroundEnglish[turn % aroundEnglish.length]?.(nameEn),
  ),
  ...byRule('address', some(24, 3), ({ address }, turn) =>
    turn % 3 === 0
      ? address.zh.replace(/号$/u, '')
      : turn % 3 === 1
        ? `北京市西城区${address.zh}`
        : address.en,
  ),
  ...units.slice(0, 24).map((unit): SearchQuery => {
    return { kind: 'firm or shop', typed: unit.name, right: only(buildingOf(unit.building)) };
  }),
  ...units.slice(4, 28).map((unit, turn): SearchQuery => {
    const bare = unit.name.replace(/^北京|有限公司$/gu, '');
    const typed =
      turn % 3 === 0
        ? bare
        : turn % 3 === 1
          ? `我在${bare}上班`
          : letters(bare, (each) => each.filter((_, index) => index !== each.length - 2));
    return { kind: 'firm in short, or with a slip', typed, right: only(buildingOf(unit.building)) };
  }),
  ...byHand(
    'beginning',
    `
鸿檀国 → 鸿檀国际中心
宣外砚 → 宣外砚谷中心
平安 → 平安槐大厦
永光 → 永光里商务楼
草厂 → 草厂里写字楼
新华 → 新华里写字楼
礼士 → 礼士里中心
新栖 → 新栖园
裕和 → 裕和里写字楼
地安 → 地安里商务楼
直内 → 直内里商务楼
长椿 → 长椿里中心
北京坊东 → 北京坊东区
五栋大 → 五栋大楼
金隅大 → 金隅大厦
物华大 → 物华大厦
宣武门外大街 → 椿榆大厦
廊房头条 → 北京坊东区
百万庄大街 → 金贸大厦
hongtan guo → 鸿檀国际中心
Jinyu Bui → 金隅大厦
Beijing Fang → 北京坊`,
  ).map((query) => (onOneRoad[query.typed] ? { ...query, right: new Set(onOneRoad[query.typed]) } : query)),
];

/** No building of the directory: there may be suggestions, but nothing may be opened as if it were meant. */
export const strangers: readonly string[] = [
  ...[
    '金隅广场',
    '金玉大厦',
    '金鱼中心',
    '金遇大厦',
    '金隅国际',
    '金隅大厦C座',
    '新金隅大厦',
    '京隅大厦',
    '金禹写字楼',
  ],
  ...[
    '物化大厦',
    '物华广场',
    '五华大厦',
    '六栋大楼',
    '五栋大楼F座',
    '五栋大楼9号楼',
    '北京坊南区',
    '北京房',
    '新栖园C座',
  ],
  ...[
    '金贸广场',
    '金茂中心',
    '鸿檀广场',
    '鸿坛中心',
    '瑞岩中心',
    '瑞砚国际',
    '安利大厦',
    '平安大厦',
    '长春大厦',
    '青春大厦',
  ],
  ...[
    '新华大厦',
    '永光大厦',
    '月坛大厦',
    '北枫中心',
    '槐柏广场',
    '澄观中心',
    '椿树大厦',
    '汇丰大厦',
    '嘉柏广场',
    '银柳大楼',
  ],
  ...[
    'Jinyu Plaza',
    'Jinyu Centre',
    'Jingyu Building',
    'Wuhua Plaza',
    'Beijing Tower',
    'Jinmao Plaza',
    'Hongtan Plaza',
  ],
  ...[
    'jinyu guangchang',
    'wuhua zhongxin',
    'jingyu dasha',
    '宣武门西大街甲130号',
    '金融大街48号',
    '车公庄大街9号院F座',
  ],
  ...[
    '央视新大楼',
    '环球贸易中心',
    '望京SOHO',
    '三里屯太古里',
    'World Trade Center',
    'China Zun',
    '中关村一号',
  ],
  ...[
    '今天天气真好啊',
    '随便写点什么',
    '我想请假',
    '工资什么时候发',
    '在吗',
    '谢谢你',
    '哈哈哈哈',
    '测试测试',
    '怎么加入工会',
  ],
  ...[
    'asdfgh',
    'qwerty',
    'zzzzqqqq',
    'test',
    'hello',
    'where is the toilet',
    'what can you do',
    'lorem ipsum dolor',
  ],
  ...[
    '123456',
    '13800138000',
    '1',
    '%',
    '_____',
    '*',
    '???',
    '😀😀😀',
    '🏢',
    '👍🏽',
    '\u0000\u0000',
    '\u202Eabc',
  ],
  ...[
    "'; drop table buildings; --",
    "' or 1=1 --",
    '<b>金</b>',
    '{{name}}',
    '../../etc/passwd',
    'select * from people',
  ],
  ...[
    '大厦',
    '中心',
    '广场',
    '写字楼',
    'Building',
    'dasha',
    '大街',
    '北京',
    '有限公司',
    '金',
    '的'.repeat(4096),
    '啊'.repeat(4092),
  ],
];
