import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isNote } from '../../src/deploy/notes.ts';
import { uploadsOf } from '../../src/deploy/plan.ts';
import type { Target } from '../../src/deploy/target.ts';
import { buildSite, createSiteFolder, type Files, story } from '../support/site.ts';
import {
  CONFIG,
  createNextSite,
  createSite,
  cutAfter,
  deadEnds,
  deployTo,
  distOf,
  makeFolderPlace,
  NEXT,
  SITE,
  withoutIndex,
} from './deploying.ts';
import { PLACES, type Place } from './places.ts';

const COUNT = 4;
const PATIENCE = { everyMs: 50, atMostMs: 60_000 };
const HURRY = { everyMs: 1, atMostMs: 40 };

/** Machines that have each made a part of one site. */
async function createParts(files: Files, count = COUNT): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const root = createSiteFolder(files);
      const shard = { index: i + 1, count };
      expect((await buildSite(root, { config: CONFIG, shard })).ok).toBe(true);
      return root;
    }),
  );
}

function deployParts(place: Place, roots: readonly string[], watch = (target: Target) => target) {
  return Promise.all(
    roots.map((root) => deployTo(watch(place.open()), root, { patience: PATIENCE })),
  );
}

/** Looks after so many files what a reader would meet. */
function watched(place: Place, found: string[], stride = 1): (target: Target) => Target {
  const look = () => found.push(...deadEnds(place.there()));
  return (target) => ({
    ...target,
    async put(uploads, onDone) {
      for (let i = 0; i < uploads.length; i += stride) {
        await target.put(uploads.slice(i, i + stride), onDone);
        look();
      }
    },
    async remove(paths) {
      await target.remove(paths);
      look();
    },
  });
}

for (const { name, test: testPlace, make, isOneStep, stride } of PLACES) {
  if (isOneStep) {
    testPlace(
      `${name}: a part of a site is not put there, because all changes at once`,
      async () => {
        const place = await make();
        const [part = ''] = await createParts(SITE);
        await expect(deployTo(place.open(), part)).rejects.toThrow(/made a part of the site only/);
        expect(place.there()).toEqual({});
      },
    );
    continue;
  }

  testPlace(
    `${name}: the parts of a site, put there at the same time, are one deployment`,
    async () => {
      const place = await make();
      await place.put('somebody-elses.txt', 'Not ours.');
      await deployTo(place.open(), await createSite());
      const next = distOf(await createNextSite());
      const found: string[] = [];
      const plans = await deployParts(
        place,
        await createParts(NEXT),
        watched(place, found, stride),
      );
      expect(found).toEqual([]);
      const there = { ...next, 'somebody-elses.txt': 'Not ours.' };
      expect(withoutIndex(place.there())).toEqual(there);
      expect(plans.map(({ deletions }) => deletions.length > 0)).toEqual([
        true,
        ...[false, false, false],
      ]);

      // Other machines with the same parts, and then with fewer of them.
      const again = await deployParts(place, await createParts(NEXT));
      expect(again.flatMap(uploadsOf)).toEqual([]);
      await deployParts(place, await createParts(NEXT, 2));
      expect(withoutIndex(place.there())).toEqual(there);
      expect(Object.keys(place.there()).filter(isNote)).toHaveLength(2);

      const whole = await createSite();
      await deployTo(place.open(), whole);
      expect(withoutIndex(place.there())).toEqual({
        ...distOf(whole),
        'somebody-elses.txt': 'Not ours.',
      });
      expect(Object.keys(place.there()).filter(isNote)).toHaveLength(1);
    },
  );
}

test('a part that is cut anywhere and begun again ends as if nothing had been, and nobody meets half a site', async () => {
  for (let count = 0; count < 12; count++) {
    const place = await makeFolderPlace();
    await deployTo(place.open(), await createSite());
    const roots = await createParts(NEXT);
    const found: string[] = [];
    const watch = watched(place, found);
    await Promise.all(
      roots.map(async (root, i) => {
        const whole = () => deployTo(watch(place.open()), root, { patience: PATIENCE });
        // The first part has the lists, and deletes; any other is like the last.
        if (i === 0 || i === roots.length - 1)
          await deployTo(cutAfter(watch(place.open()), count), root, { patience: PATIENCE }).catch(
            (error) => expect(String(error)).toContain('cut'),
          );
        await whole();
      }),
    );
    expect([count, found]).toEqual([count, []]);
    expect(withoutIndex(place.there())).toEqual(distOf(await createNextSite()));
  }
});

test('without all of its parts, nothing of a site is seen, and it is said which are missing', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const before = withoutIndex(place.there());
  const [first = '', second = ''] = await createParts(NEXT);
  const outcomes = await Promise.allSettled(
    [first, second].map((root) => deployTo(place.open(), root, { patience: HURRY })),
  );
  for (const outcome of outcomes)
    expect(String((outcome as PromiseRejectedResult).reason)).toMatch(/parts 3 and 4 did not come/);
  expect(withoutIndex(place.there())).toEqual(before);
});

test('a part of another release does not count', async () => {
  const place = await makeFolderPlace();
  await deployParts(place, await createParts(SITE));
  const roots = [...(await createParts(NEXT)).slice(0, 3)];
  const outcomes = await Promise.allSettled(
    roots.map((root) => deployTo(place.open(), root, { patience: HURRY })),
  );
  for (const outcome of outcomes)
    expect(String((outcome as PromiseRejectedResult).reason)).toMatch(/part 4 did not come/);
  // What was there is known as ours all the same, when the next deployment comes.
  await deployParts(place, await createParts(NEXT));
  expect(withoutIndex(place.there())).toEqual(distOf(await createNextSite()));
});

test('parts that would delete too much change nothing', async () => {
  const place = await makeFolderPlace();
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [
      `stories/world/many-${i}.md`,
      story({ headline: `One of many ${i}`, published: '2026-04-01T08:00:00Z' }),
    ]),
  );
  const old = await createSite({ ...SITE, ...many });
  await deployTo(place.open(), old);
  const roots = await createParts(SITE, 2);
  const attempt = (options: object) =>
    Promise.allSettled(
      roots.map((root) => deployTo(place.open(), root, { patience: HURRY, ...options })),
    );
  const [first] = await attempt({});
  expect(String((first as PromiseRejectedResult).reason)).toMatch(/would delete \d+ files/);
  expect(withoutIndex(place.there())).toEqual(distOf(old));
  await Promise.all(
    roots.map((root) => deployTo(place.open(), root, { patience: PATIENCE, mayDelete: true })),
  );
  expect(withoutIndex(place.there())).toEqual(distOf(await createSite()));
});

test('of a part that somebody started twice, the second finds all done', async () => {
  const place = await makeFolderPlace();
  const roots = await createParts(NEXT);
  await deployParts(place, roots);
  rmSync(join(roots[1] ?? '', '.broadsheet', 'sources'));
  const plan = await deployTo(place.open(), roots[1] ?? '', { patience: HURRY });
  expect(uploadsOf(plan)).toEqual([]);
});
