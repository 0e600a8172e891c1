import { type Han, later, type Token } from '../domain/search/spelling.ts';

let loading: Promise<Han> | undefined;

/**
 * The libraries for pinyin and for traditional characters: a tenth of a second to load, which the first search waits for
 * and not the start.
 */
export function loadHan(): Promise<Han> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Han> {
  const [{ pinyin }, { Converter }] = await Promise.all([import('pinyin-pro'), import('opencc-js/t2cn')]);
  const simplify = Converter({ from: 't', to: 'cn' });
  const plain = { toneType: 'none', type: 'array', v: true } as const;
  const known = new Map<string, readonly string[]>();
  const readingsOf = (character: string): readonly string[] => {
    let readings = known.get(character);
    if (!readings) {
      readings = pinyin(character, { ...plain, multiple: true });
      known.set(character, readings);
    }
    return readings;
  };
  const characters = new Map<string, Token | undefined>();
  const isHan = /^\p{Script=Han}$/u;
  return {
    simplify,
    character(character) {
      if (characters.has(character)) return characters.get(character);
      const settled = isHan.test(character) && simplify(character) === character;
      const token = settled ? later(character, 'han', () => readingsOf(character)) : undefined;
      characters.set(character, token);
      return token;
    },
    readings(text) {
      const meant = pinyin(text, plain);
      return [...text].map((character, index) => {
        const first = meant[index] ?? character;
        return [first, ...readingsOf(character).filter((other) => other !== first)];
      });
    },
  };
}
