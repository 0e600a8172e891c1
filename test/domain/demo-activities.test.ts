import { describe, expect, test } from 'vitest';
import { demoActivities, demoDistrict, demoSurveyAnswers } from '../../src/db/demo/index.ts';
import { activityKinds } from '../../src/domain/activity.ts';

const { unions, units } = demoDistrict();

const duplicates = <T>(values: readonly T[]) => values.filter((value, i) => values.indexOf(value) !== i);

describe('activities', () => {
  // February of a leap year and of an ordinary one among them.
  const months = Array.from({ length: 26 }, (_, i) => ({
    year: 2026 + Math.floor((i + 8) / 12),
    month: 1 + ((i + 8) % 12),
  }));

  test('every union invites each month, after its announcement, to one thing at a time', () => {
    for (const month of months) {
      const activities = demoActivities(month);
      const prefix = `${month.year}-${String(month.month).padStart(2, '0')}-`;
      expect(duplicates(activities.map(({ key }) => key))).toEqual([]);
      for (const { starts, ends } of activities) {
        expect(starts.startsWith(prefix) && ends.startsWith(prefix) && starts < ends).toBe(true);
        expect(Number.isNaN(Date.parse(`${starts}:00+08:00`))).toBe(false);
        expect(Number(starts.slice(8, 10))).toBeGreaterThanOrEqual(8);
      }
      for (const union of unions) {
        const own = activities.filter((activity) => activity.union === union.code);
        expect([1, 2, 3, 4]).toContain(own.length);
        expect(duplicates(own.map(({ starts }) => starts.slice(0, 10)))).toEqual([]);
        expect(duplicates(own.map(({ kind }) => kind))).toEqual([]);
      }
    }
  });

  test('weekday activities are at lunch or after work, the others on a free morning', () => {
    for (const { starts } of months.flatMap(demoActivities)) {
      const weekday = new Date(`${starts}:00Z`).getUTCDay();
      expect(['12:15', '18:30'].includes(starts.slice(11))).toBe(weekday > 0 && weekday < 6);
    }
  });

  test('北京坊 gets what it asked for every month, and never while its shops are full', () => {
    const code = unions.find(({ name }) => name === '北京坊商圈楼宇工会联合会')?.code;
    for (const month of months) {
      const own = demoActivities(month).filter((activity) => activity.union === code);
      expect(own.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['sports', 'crafts', 'green']));
      expect(own.filter(({ starts }) => starts.endsWith('12:15'))).toEqual([]);
    }
  });

  test('over a year every kind comes up', () => {
    const kinds = months
      .slice(0, 12)
      .flatMap(demoActivities)
      .map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(activityKinds));
  });
});

describe('survey answers', () => {
  const answers = demoSurveyAnswers();

  test('1,200 members answered, numbered through, each with something ticked', () => {
    expect(answers.map(({ respondent }) => respondent)).toEqual(
      Array.from({ length: 1200 }, (_, i) => i + 1),
    );
    for (const { interests, times } of answers) {
      expect(interests.length).toBeGreaterThan(0);
      expect(times.length).toBeGreaterThan(0);
      expect(duplicates([...interests, ...times])).toEqual([]);
    }
  });

  test('in every union enough to show results, and no more than it has members', () => {
    for (const union of unions) {
      const count = answers.filter((answer) => answer.union === union.code).length;
      const members = units
        .filter((unit) => union.buildings.includes(unit.building))
        .reduce((total, unit) => total + unit.members, 0);
      expect(count, union.name).toBeGreaterThanOrEqual(5);
      expect(count, union.name).toBeLessThan(members);
    }
  });

  test('北京坊 asked for sports, crafts and green volunteering, once a month', () => {
    const code = unions.find(({ name }) => name === '北京坊商圈楼宇工会联合会')?.code;
    const own = answers.filter((answer) => answer.union === code);
    const liking = (kind: string) => own.filter(({ interests }) => interests.some((i) => i === kind)).length;
    const favourites = [...activityKinds].sort((a, b) => liking(b) - liking(a)).slice(0, 3);
    expect(new Set(favourites)).toEqual(new Set(['sports', 'crafts', 'green']));
    const monthly = own.filter(({ frequency }) => frequency === 'monthly').length;
    expect(monthly).toBeGreaterThan(own.length / 3);
  });
});

test('it is the same each time', () => {
  expect(demoSurveyAnswers()).toEqual(demoSurveyAnswers());
  expect(demoActivities({ year: 2027, month: 2 })).toEqual(demoActivities({ year: 2027, month: 2 }));
});
