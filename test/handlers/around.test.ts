import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Screen } from '../../src/bot/screen.ts';
import { BuildingId, StreetId } from '../../src/domain/ids.ts';
import { compass } from '../../src/domain/nearby.ts';
import { allOfStreetRow, streetScreen, streetsScreen } from '../../src/handlers/find/browse-view.ts';
import { cardOffer } from '../../src/handlers/find/inline-view.ts';
import { nearestScreen } from '../../src/handlers/find/nearest-view.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const { zh, en } = createTranslations('Asia/Shanghai');
const jinyu = { id: BuildingId.parse(1), name: '金隅大厦', nameEn: 'Jinyu Building' };
const street = { id: StreetId.parse(2), name: '金融街街道', nameEn: 'Jinrongjie Subdistrict' };
const labels = ({ rows = [] }: Screen) => rows.flat().map(({ label }) => label);

describe('what is near', () => {
  test.each([
    [zh, 123, 'ne', '金隅大厦 · 往东北 120 米'],
    [zh, 1_249, 's', '金隅大厦 · 往南 1.2 公里'],
    [zh, 3, null, '金隅大厦 · 10 米'],
    [en, 123, 'ne', 'Jinyu Building · 120 m north-east'],
    [en, 2_000, 'w', 'Jinyu Building · 2 km west'],
    [en, 3, null, 'Jinyu Building · 10 m'],
  ] as const)('is said with how far and which way', (t, metres, direction, label) => {
    expect(labels(nearestScreen([{ place: jinyu, metres, direction }], t))[0]).toBe(label);
  });

  test('the distance is never what is cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
        fc.constantFrom(...compass, null),
        fc.constantFrom(zh, en),
        (name, direction, t) => {
          const place = { ...jinyu, name, nameEn: name };
          expect(labels(nearestScreen([{ place, metres: 120, direction }], t))[0]).toContain('120');
        },
      ),
    );
  });

  test('where nothing is near there are other ways on', () => {
    const screen = nearestScreen([], zh);
    expect(screen.text.markup).toContain('3 公里');
    expect(labels(screen)).toEqual(['按街道找', '都不是，写楼名找']);
  });
});

describe('street by street', () => {
  test('streets with how many buildings they have', () => {
    const facts = { page: 0, pages: 1, streets: [{ ...street, buildings: 1 }] };
    expect(labels(streetsScreen(facts, zh))).toEqual(['金融街街道 · 1 栋', '找别的楼']);
    expect(labels(streetsScreen(facts, en))[0]).toBe('Jinrongjie Subdistrict · 1 building');
  });

  test('none at all is said, too', () => {
    const none = streetsScreen({ page: 0, pages: 1, streets: [] }, zh);
    expect(none.text.markup).toContain('还没有登记街道');
  });

  test('buildings say where there is no union yet, and pages can be turned', () => {
    const buildings = [
      { ...jinyu, covered: true },
      { ...jinyu, id: BuildingId.parse(3), name: '新楼', covered: false },
    ];
    const screen = streetScreen({ street, total: 22, page: 1, pages: 3, buildings }, zh);
    expect(screen.text.markup).toBe('金融街街道，22 栋楼，按名字排。你在哪一栋？\n第 2 页，共 3 页。');
    expect(labels(screen)).toEqual(['金隅大厦', '新楼 · 还没有工会', '‹ 上一页', '下一页 ›', '换个街道']);
  });

  test('a street without buildings says so', () => {
    const screen = streetScreen({ street, total: 0, page: 0, pages: 1, buildings: [] }, en);
    expect(screen.text.markup).toContain('No building in Jinrongjie Subdistrict (金融街街道)');
    expect(labels({ text: screen.text, rows: [allOfStreetRow(street, en)] })).toEqual([
      'All buildings in Jinrongjie Subdistrict',
    ]);
  });
});

describe('a card for other chats', () => {
  const words = (text: string) => ({ zh: text, en: text });
  const union = {
    name: '金隅阳光楼宇工会联合会',
    nameEn: 'Jinyu Sunshine Federation',
    stations: [{ place: words('B1'), hours: words('9:00–18:00') }],
  };
  const place = { code: 'p7g8n', building: jinyu, street, union };

  test('names building, union and rest point, and leads to the bot', () => {
    const { title, description, card } = cardOffer(place, 'niangjia_bot', zh);
    expect([title, description]).toEqual(['金隅大厦', '金隅阳光楼宇工会联合会 · 金融街街道']);
    expect(card.text.markup).toBe(
      '🏢 金隅大厦在金融街街道，它的工会是金隅阳光楼宇工会联合会。\n暖心驿站：B1，9:00–18:00。\n入会、活动、服务，都能在这里找到。',
    );
    expect(card.rows).toEqual([[{ label: '看看这家工会', url: 'https://t.me/niangjia_bot?start=b_p7g8n' }]]);
  });

  test('without a union it invites to a wish', () => {
    const { description, card } = cardOffer({ ...place, union: null }, 'niangjia_bot', en);
    expect(description).toBe('No union yet · Jinrongjie Subdistrict');
    expect(labels(card)).toEqual(['Leave a wish']);
  });

  test('what a building is called is no markup', () => {
    const odd = { ...place, building: { name: '<b>&', nameEn: null } };
    expect(cardOffer(odd, 'niangjia_bot', zh).card.text.markup).toContain('&lt;b&gt;&amp;');
  });
});
