import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AudienceRule, within } from '../../src/domain/audience.ts';
import { UnionId } from '../../src/domain/ids.ts';

const leaf = fc.oneof(
  fc.record({ unions: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ interests: fc.constant(['crafts']) }),
  fc.record({ language: fc.constantFrom('zh', 'en') }),
  fc.record({ membership: fc.constantFrom('member', 'applicant', 'none') }),
  fc.record({ answered: fc.integer({ min: 1, max: 9 }) }),
);
const rule = fc.letrec((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('rule') }),
  ),
})).rule;

describe('whom a message is for', () => {
  test('is read back as it was kept', () => {
    fc.assert(
      fc.property(rule, (written) => {
        const read = AudienceRule.parse(JSON.parse(JSON.stringify(written)));
        expect(read).toEqual(written);
      }),
    );
  });

  test.each([
    ['nothing at all', {}],
    ['a word that is no criterion', { salary: 5 }],
    ['a criterion and a word beside it', { language: 'zh', salary: 5 }],
    ['nobody’s union', { unions: [] }],
    ['a list of no rules', { all: [] }],
    ['a kind there is none of', { interests: ['gossip'] }],
    ['SQL', { unions: ['1); drop table people; --'] }],
  ])('is refused when it is %s', (_what, written) => {
    expect(AudienceRule.safeParse(written).success).toBe(false);
  });

  test('is no longer than can be asked at once', () => {
    const many = { any: Array.from({ length: 51 }, () => ({ language: 'zh' })) };
    expect(AudienceRule.safeParse(many).success).toBe(false);
    let deep: unknown = { language: 'zh' };
    for (let i = 0; i < 7; i++) deep = { not: deep };
    expect(AudienceRule.safeParse(deep).success).toBe(false);
  });

  test('is narrowed to what somebody answers for', () => {
    const narrowed = within({ membership: 'none' }, { kind: 'union', union: UnionId.parse(3) });
    expect(narrowed).toEqual({ all: [{ unions: [3] }, { membership: 'none' }] });
    expect(AudienceRule.safeParse(narrowed).success).toBe(true);
  });
});
