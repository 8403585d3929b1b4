import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paginate } from '../../src/site/paginate.ts';

const newestFirst = (count: number) => Array.from({ length: count }, (_, i) => count - i);
const sizes = fc.integer({ min: 1, max: 30 });
const counts = fc.integer({ min: 0, max: 300 });

test('every item stands on exactly one page, newest first', () => {
  fc.assert(
    fc.property(counts, sizes, (count, size) => {
      const { head, full } = paginate(newestFirst(count), size);
      expect([...head, ...full.toReversed().flat()]).toEqual(newestFirst(count));
      for (const page of full) expect(page).toHaveLength(size);
      expect(head.length).toBeLessThan(2 * size);
      if (count > 0) expect(head.length).toBeGreaterThan(0);
    }),
  );
});

test('a new item changes no full page', () => {
  fc.assert(
    fc.property(counts, sizes, (count, size) => {
      const before = paginate(newestFirst(count), size).full;
      const after = paginate(newestFirst(count + 1), size).full;
      expect(after.slice(0, before.length)).toEqual(before);
    }),
  );
});
