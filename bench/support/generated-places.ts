import { sql } from 'drizzle-orm';
import type { Db } from '../../src/db/client.ts';
import { writeBuildingNames, writeStreetNames, writeUnitNames } from '../../src/db/queries/place-names.ts';
import type { BuildingId, StreetId, UnitId } from '../../src/domain/ids.ts';
import { normaliseName } from '../../src/domain/search/spelling.ts';

/*
 * A directory of a hundred thousand buildings and a million units, named as such are: enough for every name of the
 * demonstration district to have neighbours that sound or look like it. The same each time.
 */

const first =
  '金银宝鑫锦华丰富盛隆恒永长久安泰康宁和平祥瑞福禄寿喜吉庆嘉美佳丽秀雅清静明亮光辉耀星辰日月天宇宏伟大鸿博广远通达畅顺利兴旺发荣昌茂繁春夏秋冬东西南北中正方圆同协力信诚义德善仁智勇新创立建筑海江河湖溪泉山峰岭松柏竹梅兰菊桂枫桐槐榆椿杨柳青蓝紫红白云龙凤麒麟鹏鹤鹿马玉石珠翠碧琼瑶文礼乐诗书墨砚池灵物五四百万世纪国京都城首府名贵豪君王帝御皇公爵三汇聚合融联众齐向阳朝晨旭晓启迪元亨贞观澄澜波涛浪';
const second =
  '隅鱼宇裕玉誉煜域源园苑庭厅堂阁轩楼台坊里巷街桥港湾岸洲岛峰岭谷川原野林森木枫柏松槐榆桐椿花华桦晔烨辉光明亮星晨辰阳月云霞虹霖雨泽润波涛海洋河湖泊池泉溪江汀茂贸融通达利益丰盛隆兴盈满和谐安宁泰康健强伟业创新科技信诚德仁义礼智乐美雅丽秀清远方圆成城都京府邦国世纪代年春秋冬夏鼎基石砺砚栎檀栈观才冠宜槿柳池锋帆航舟凯旋翔翼鹏飞龙麟凤祥瑞福禧寿吉庆嘉佳荣昌旺发达顺畅';
const areas =
  '朝阳门 建国门 崇文门 东直门 中关村 望京 国贸 亚运村 亦庄 上地 五道口 公主坟 丰台 石景山 通州 陆家嘴 徐家汇 静安 虹桥 张江 漕河泾 天河 珠江新城 体育西 滨江 钱江 武林 西溪 高新 软件园 科学城 光谷 江汉 解放碑 观音桥 春熙 天府 曲江 小寨 新街口 鼓楼 玄武 河西 五四 东湖 南湖 北城 西城 新区 开发区'.split(
    ' ',
  );
const middles = '国际 时代 金融 科技 创新 世纪 环球 新城 财富 企业 总部 汇金'.split(' ');
const houses =
  '大厦 大厦 大厦 大厦 大厦 中心 中心 中心 广场 广场 写字楼 大楼 商务楼 国际中心 商厦 科技园 产业园 购物中心 大楼 大厦'.split(
    ' ',
  );
const towers = 'A座 B座 C座 1号楼 2号楼 东区 西区'.split(' ');
const roads = '路 街 大街 东路 西路 南路 北路 中路 大道 胡同'.split(' ');
const trades =
  '科技 信息技术 文化传媒 管理咨询 商贸 网络科技 广告 企业服务 建筑设计 人力资源 会展服务 供应链管理 工程咨询 健康管理 投资咨询 旅行社 物业管理 电子商务'.split(
    ' ',
  );
const shops = '便利店 咖啡 面馆 图文打印 洗衣店 理发店 花店 药房 茶铺 书店 面包房 餐厅 眼镜店 水果店'.split(
  ' ',
);
const chains =
  '瑞幸咖啡 全家便利店 罗森便利店 肯德基 麦当劳 星巴克 链家地产 工商银行 招商银行 顺丰速运 永和大王 庆丰包子铺'.split(
    ' ',
  );

/** The same numbers at every run: mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * sides);
  };
}

export interface Growth {
  readonly seconds: { readonly rows: number; readonly buildingNames: number; readonly unitNames: number };
  readonly buildings: number;
  readonly units: number;
}

const unitsEach = 10;
const batch = 1_000;

/**
 * Adds buildings, ten units each, in batches, one transaction a batch, and their names the way an import writes them.
 *
 * @param isTaken whether a question is asked about this very name: the right answer must stay the right one
 */
export function createGenerator(db: Db, isTaken: (name: string, core: string) => boolean) {
  const roll = dice(20_261_122);
  const pick = <T>(list: ArrayLike<T>): T => list[roll(list.length)] as T;
  const [ones, others] = [[...new Set(first)], [...new Set(second)]];
  const pair = () => pick(ones) + pick(others);
  const used = new Set<string>();
  const streets: StreetId[] = [];
  let serial = 0;

  function name(): string {
    for (;;) {
      const form = roll(100);
      const core =
        form < 40
          ? pair()
          : form < 58
            ? pair() + pick(middles)
            : form < 78
              ? pick(areas) + pair()
              : form < 90
                ? pair() + pick(others)
                : pair() + pair();
      const whole = core + pick(houses) + (roll(8) === 0 ? pick(towers) : '');
      if (used.has(whole) || isTaken(whole, core)) continue;
      used.add(whole);
      return whole;
    }
  }

  function unit(): string {
    const kind = roll(10);
    if (kind === 0) return `${pick(chains)}（${pair()}店）`;
    const brand = pair() + (roll(3) === 0 ? pick(others) : '');
    return kind < 3 ? brand + pick(shops) : `北京${brand}${pick(trades)}有限公司`;
  }

  async function addStreets(count: number): Promise<void> {
    const names = Array.from({ length: count }, () => `${pair()}街道`);
    const ids = await db.transaction(async (tx) => {
      const rows = await tx.execute<{ id: StreetId }>(sql`
        insert into streets (code, name, name_en, station_place, station_hours, phone)
        select 'gs' || n, name, 'Street ' || n, '{}', '{}', '1'
        from unnest(${array(names)}::text[]) with ordinality as given(name, n) returning id`);
      const added = rows.map(({ id }) => id);
      await writeStreetNames(tx, added);
      return added;
    });
    streets.push(...ids);
  }

  return {
    async grow(count: number): Promise<Growth> {
      if (streets.length === 0) await addStreets(500);
      const seconds = { rows: 0, buildingNames: 0, unitNames: 0 };
      const timed = async <T>(part: keyof typeof seconds, work: () => Promise<T>): Promise<T> => {
        const began = performance.now();
        const result = await work();
        seconds[part] += (performance.now() - began) / 1_000;
        return result;
      };
      for (let done = 0; done < count; done += batch) {
        const size = Math.min(batch, count - done);
        await db.transaction(async (tx) => {
          const names = Array.from({ length: size }, name);
          const addresses = names.map(() => `${pair()}${pick(roads)}${1 + roll(300)}号`);
          const at = serial;
          serial += size;
          const buildings = await timed('rows', () =>
            tx.execute<{ id: BuildingId }>(sql`
              insert into buildings (code, street_id, name, address, latitude, longitude, floors)
              select 'g' || ${at}::int + n, street, name, jsonb_build_object('zh', address), 39.8 + random() * 0.4, 116.2 + random() * 0.4, 12
              from unnest(${array(names)}::text[], ${array(addresses)}::text[],
                ${array(names.map(() => pick(streets)))}::int[]) with ordinality as given(name, address, street, n)
              returning id`),
          );
          const ids = buildings.map(({ id }) => id);
          const units = ids.flatMap((building) =>
            [...new Set(Array.from({ length: unitsEach }, unit))].map((each) => ({ building, name: each })),
          );
          const added = await timed('rows', () =>
            tx.execute<{ id: UnitId; name: string }>(sql`
              insert into units (building_id, name, normalised, kind, room, non_public, organised, workers, opened_on)
              select building, name, normalised, 'firm', '1', true, 'none', workers, '2015-01-01'
              from unnest(${array(units.map(({ building }) => building))}::int[], ${array(units.map((each) => each.name))}::text[],
                ${array(units.map((each) => normaliseName(each.name)))}::text[],
                ${array(units.map(() => 1 + roll(30)))}::int[]) as given(building, name, normalised, workers)
              returning id, name`),
          );
          await timed('unitNames', () => writeUnitNames(tx, added));
          await timed('buildingNames', () => writeBuildingNames(tx, ids));
        });
      }
      return { seconds, buildings: count, units: count * unitsEach };
    },
  };
}

function array(values: readonly (string | number)[]): string {
  return `{${values.map((value) => (typeof value === 'number' ? value : `"${value.replace(/["\\]/gu, '\\$&')}"`)).join(',')}}`;
}
