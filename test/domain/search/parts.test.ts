import { describe, expect, test } from 'vitest';
import { loadHan } from '../../../src/db/han.ts';
import { addressOf, withoutRegion } from '../../../src/domain/search/address.ts';
import { partsOf } from '../../../src/domain/search/parts.ts';
import { spell, written } from '../../../src/domain/search/spelling.ts';
import { spellBrand } from '../../../src/domain/search/unit-name.ts';

const han = await loadHan();

describe('what a building is called, what kind of house it is, which of several', () => {
  test.each([
    ['金隅大厦', '金隅', '大厦', ''],
    ['jinyudasha', 'jinyu', 'dasha', ''],
    ['Jinyu Building', 'jinyu', 'building', ''],
    ['鸿檀国际中心', '鸿檀国际', '中心', ''],
    ['五栋大楼A座', '5栋', '大楼', 'a'],
    ['五栋大楼b', '5栋', '大楼', 'b'],
    ['五栋', '5栋', '', ''],
    ['五栋楼', '5栋', '楼', ''],
    ['Wudong Building, Tower A', 'wudong', 'building', 'a'],
    ['tower d wudong building', 'wudong', 'building', 'd'],
    ['锦绣广场2号楼', '锦绣', '广场', '2'],
    ['北京坊东区', '北京坊', '', '东'],
    ['Beijing Fang East', 'beijingfang', '', '东'],
    // What is left must be a name.
    ['大厦', '大厦', '', ''],
    ['金中心', '金中心', '', ''],
    ['新华里写字楼', '新华里', '写字楼', ''],
  ])('%s', (name, core, house, tower) => {
    const parts = partsOf(spell(name, han));
    expect([written(parts.core), parts.house, parts.tower]).toEqual([core, house, tower]);
  });

  test('the stem is what is left when 国际 is left out, too', () => {
    expect(written(partsOf(spell('鸿檀国际中心', han)).stem)).toBe('鸿檀');
  });
});

describe('an address', () => {
  test.each([
    ['宣武门西大街甲129号', '宣武门西大街', '甲129'],
    ['北京市西城区宣武门西大街甲129号', '宣武门西大街', '甲129'],
    ['金融大街47', '金融大街', '47'],
    ['车公庄大街9号院A座', '车公庄大街', '9'],
    ['西四北大街155号', '西4北大街', '155'],
    ['129A Xuanwumen West Street', 'xuanwumenweststreet', '129a'],
    ['Tower A, 9 Chegongzhuang Street', 'chegongzhuangstreet', '9'],
  ])('%s', (text, road, number) => {
    const address = addressOf(spell(withoutRegion(text), han));
    expect(address && [written(address.road), address.number]).toEqual([road, number]);
  });

  test.each(['金隅大厦', '9号', ''])('%j is none', (text) => {
    expect(addressOf(spell(text, han))).toBeUndefined();
  });
});

test.each([
  ['北京禾序信息技术有限公司', '禾序信息技术'],
  ['北京市禾序商贸有限责任公司', '禾序商贸'],
  ['禾序科技集团股份有限公司', '禾序科技'],
  ['瑞幸咖啡（金融街店）', '瑞幸咖啡'],
  ['瑞幸（北京）科技有限公司', '瑞幸科技'],
  ['Hexu Trading Co., Ltd.', 'hexutrading'],
  ['北京烤鸭店', '烤鸭店'],
  ['公司', '公司'],
])('a firm without city and legal form: %s', (name, brand) => {
  expect(written(spellBrand(name, han))).toBe(brand);
});
