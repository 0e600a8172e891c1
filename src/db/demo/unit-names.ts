import type { DemoUnitKind } from './types.ts';

/*
 * Names of firms, shops and offices. Each carries a brand of two characters that no other unit of the district has, so
 * that a search has something to find; the characters were chosen to make words that nobody trades under.
 */

const firstCharacters = [
  ...'禾槐砚澄檀榆桐柏枫栎筱霁岚汀沅漪溪泊朔晴昀晗旻曜翊聿允恪谨湛',
  ...'漱沐涧湄洵珩瑜琢璟珣琅钰铎锦镌骋驰翎雁鹭鸢鹿麓峤嵘屏岑峻葭蓼',
];
const secondCharacters = [
  ...'序舟野里原庭岸屿石墨笺帆谷泉亭峦茂熙诺启越恒宁宜衡屹牧川荷苇竹松岭渡棠茗笙篱簃桥井圃畦园坞',
];

/** Prime to the number of pairs, so that each comes up once; near the golden section, so that neighbours differ. */
const stride = 1669;

const firmTrades = [
  '科技',
  '信息技术',
  '文化传媒',
  '管理咨询',
  '商贸',
  '网络科技',
  '广告',
  '企业服务',
  '建筑设计',
  '人力资源',
  '会展服务',
  '供应链管理',
  '工程咨询',
  '文化发展',
  '健康管理',
  '影视制作',
  '医药科技',
  '知识产权代理',
  '投资咨询',
  '旅行社',
];
const lobbyShopTrades = ['便利店', '咖啡店', '面馆', '图文打印店', '洗衣店', '理发店', '花店', '小药房'];
const quarterShopTrades = [
  '咖啡店',
  '茶铺',
  '书房',
  '面包房',
  '手作工坊',
  '丝巾店',
  '文具店',
  '眼镜店',
  '甜品铺',
  '餐厅',
  '照相馆',
  '帽铺',
  '布鞋店',
  '陶艺坊',
  '香铺',
  '唱片行',
  '花店',
  '面馆',
];
const officeTrades = ['律师事务所', '会计师事务所', '税务师事务所', '建筑师事务所', '设计工作室'];
const publicFirmTrades = ['国有资产管理有限公司', '公共设施运营有限公司', '市政养护有限公司'];
const publicOfficeTrades = ['档案服务中心', '勘察设计院', '标准化研究所', '文化事业中心', '职业培训中心'];

const pick = (list: readonly string[], position: number): string => list[position % list.length] ?? '';

function brand(serial: number): string {
  const pair = serial * stride;
  return pick(firstCharacters, pair) + pick(secondCharacters, Math.floor(pair / firstCharacters.length));
}

export interface UnitNature {
  readonly kind: DemoUnitKind;
  readonly nonPublic: boolean;
  /** Shops of a business quarter are of other trades than those in an office block's lobby. */
  readonly inQuarter: boolean;
  /** The firm that runs the building. */
  readonly property: boolean;
}

/** The name of the district's unit number `serial`; different for each. */
export function unitName(serial: number, { kind, nonPublic, inQuarter, property }: UnitNature): string {
  const own = brand(serial);
  // In steps that fit no spacing of kinds, so that each trade has its turn.
  const turn = Math.floor(serial * 1.618);
  if (property) return `北京${own}物业管理有限公司`;
  switch (kind) {
    case 'shop':
      return own + pick(inQuarter ? quarterShopTrades : lobbyShopTrades, turn);
    case 'office':
      return nonPublic ? `北京${own}${pick(officeTrades, turn)}` : own + pick(publicOfficeTrades, turn);
    case 'firm':
      return `北京${own}${nonPublic ? `${pick(firmTrades, turn)}有限公司` : pick(publicFirmTrades, turn)}`;
  }
}
