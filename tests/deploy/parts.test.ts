import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isNote } from '../../src/deploy/notes.ts';
import { uploadsOf } from '../../src/deploy/plan.ts';
import type { Target } from '../../src/deploy/target.ts';
import { buildSite, CLOCK, createSiteFolder, type Files, story } from '../support/site.ts';
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
const PATIENCE = { everyMs: 20, comeMs: 60_000, stepMs: 60_000 };
const HURRY = { everyMs: 1, comeMs: 40, stepMs: 40 };

/** Machines that have each made a part of one site. */
async function createParts(
  files: Files,
  { count = COUNT, clock = CLOCK }: { readonly count?: number; readonly clock?: number } = {},
): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const root = createSiteFolder(files);
      const shard = { index: i + 1, count };
      expect((await buildSite(root, { config: CONFIG, shard, clock })).ok).toBe(true);
      return root;
    }),
  );
}

function deployParts(
  place: Place,
  roots: readonly string[],
  { watch = (target: Target) => target, patience = PATIENCE } = {},
) {
  return Promise.all(roots.map((root) => deployTo(watch(place.open()), root, { patience })));
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
      // Some places are slow to look at.
      const patience = { ...PATIENCE, everyMs: 20 * stride };
      const watch = watched(place, found, stride);
      const plans = await deployParts(place, await createParts(NEXT), { watch, patience });
      expect(found).toEqual([]);
      const there = { ...next, 'somebody-elses.txt': 'Not ours.' };
      expect(withoutIndex(place.there())).toEqual(there);
      expect(plans.map(({ deletions }) => deletions.length > 0)).toEqual([
        true,
        ...[false, false, false],
      ]);

      // Other machines with the same parts, and then with fewer of them.
      if (stride < 10) {
        const again = await deployParts(place, await createParts(NEXT));
        expect(again.flatMap(uploadsOf)).toEqual([]);
        await deployParts(place, await createParts(NEXT, { count: 2 }), { patience });
        expect(withoutIndex(place.there())).toEqual(there);
        expect(Object.keys(place.there()).filter(isNote)).toHaveLength(2);
      }

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
  const roots = await createParts(SITE, { count: 2 });
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

test('parts of an older build that come late change nothing, and forget nothing', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const older = await createParts(SITE);
  const newer = await createParts(NEXT, { clock: CLOCK + 60_000 });
  const early = older
    .slice(0, 2)
    .map((root) => deployTo(place.open(), root, { patience: PATIENCE }).catch(String));
  await deployParts(place, newer);
  const there = place.there();
  const late = older
    .slice(2)
    .map((root) => deployTo(place.open(), root, { patience: PATIENCE }).catch(String));
  for (const outcome of await Promise.all([...early, ...late]))
    expect(outcome).toMatch(/Somebody else has deployed|A later build/);
  expect(place.there()).toEqual(there);
  expect(withoutIndex(there)).toEqual(distOf(await createNextSite()));
});

test('the cleaning of one release does not take a part of the next one for leftovers', async () => {
  const place = await makeFolderPlace();
  await deployParts(place, await createParts(SITE));
  const before = withoutIndex(place.there());
  const older = await createParts(SITE, { clock: CLOCK + 1000 });
  const [announced = ''] = (await createParts(NEXT, { clock: CLOCK + 2000 })).slice(3);
  // The last part of the next release comes while the first one of this one deletes.
  const target = place.open();
  let lists = 0;
  const slow: Target = {
    ...target,
    async list(wanted) {
      if (++lists === 3)
        await deployTo(place.open(), announced, { patience: HURRY }).catch(() => {});
      return target.list(wanted);
    },
  };
  const outcomes = await Promise.allSettled([
    deployTo(slow, older[0] ?? '', { patience: PATIENCE }),
    ...older.slice(1).map((root) => deployTo(place.open(), root, { patience: PATIENCE })),
  ]);
  expect(lists).toBeGreaterThanOrEqual(3);
  expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
  expect(withoutIndex(place.there())).toEqual(before);
});

test('the parts of a site come to an empty place in order, too', async () => {
  const place = await makeFolderPlace();
  const found: string[] = [];
  await deployParts(place, await createParts(SITE), { watch: watched(place, found) });
  // Only the front page is still to come.
  expect(found.filter((end) => !end.endsWith('leads to '))).toEqual([]);
  expect(withoutIndex(place.there())).toEqual(distOf(await createSite()));
});

test('a deployment of all of the site takes what it says from parts, and tells what they have changed', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const roots = await createParts(NEXT);
  const plan = await deployTo(place.open(), await createNextSite(), { isDry: true });
  // Each is cut when it says that it has put everything there.
  await Promise.allSettled(
    roots.map((root) => {
      const target = place.open();
      const cut: Target = {
        ...target,
        async put(uploads, onDone) {
          const [first] = uploads;
          await target.put(uploads, onDone);
          if (first && isNote(first.path) && /"reached":"changed"/.test(String(first.read())))
            throw new Error('cut');
        },
      };
      return deployTo(cut, root, { patience: PATIENCE });
    }),
  );
  const whole = await createNextSite();
  await expect(deployTo(cutAfter(place.open(), 1 + COUNT), whole)).rejects.toThrow('cut');
  expect(Object.keys(place.there()).filter(isNote)).toHaveLength(1);
  const told = await deployTo(place.open(), whole);
  expect(told.changed.toSorted()).toEqual(plan.changed.toSorted());
  expect(withoutIndex(place.there())).toEqual(distOf(whole));
});

test('a story whose time passes while parts wait for each other is not published', async () => {
  const place = await makeFolderPlace();
  const end = CLOCK + 3_600_000;
  const files = {
    ...SITE,
    'stories/world/brief.md': story({ headline: 'BRIEF', expires: new Date(end).toISOString() }),
  };
  const roots = await createParts(files, { count: 2 });
  // Late by the clock of the machines, which had not come when they looked at their builds first.
  const outcomes = await Promise.allSettled(
    roots.map((root) =>
      deployTo(place.open(), root, { patience: HURRY, now: () => end, openedAt: CLOCK }),
    ),
  );
  for (const outcome of outcomes)
    expect(String((outcome as PromiseRejectedResult).reason)).toMatch(/out of date/);
  expect(withoutIndex(place.there())).toEqual({});
});

test('a machine that had nothing to do makes a part of the same release as one that made everything', async () => {
  const place = await makeFolderPlace();
  const later = CLOCK + 60_000;
  const [warm = ''] = await createParts(SITE, { count: 2 });
  await buildSite(warm, { config: CONFIG, shard: { index: 1, count: 2 }, clock: later });
  const [, fresh = ''] = await createParts(SITE, { count: 2, clock: later });
  await deployParts(place, [warm, fresh]);
  expect(withoutIndex(place.there())).toEqual(distOf(await createSite()));
});

test('what was deleted by a part that was cut is told by the next run', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const roots = await createParts(NEXT, { count: 2 });
  const gone = 'world/2026/05/01/s0/index.html';
  const target = place.open();
  const cut: Target = {
    ...target,
    async remove(paths) {
      await target.remove(paths);
      if (paths.includes(gone)) throw new Error('cut');
    },
  };
  const [first = '', second = ''] = roots;
  const other = deployTo(place.open(), second, { patience: PATIENCE });
  await expect(deployTo(cut, first, { patience: PATIENCE })).rejects.toThrow('cut');
  expect(place.there()).not.toHaveProperty([gone]);
  const told = await deployTo(place.open(), first, { patience: PATIENCE });
  await other;
  expect(told.changed).toContain(gone);
  expect(withoutIndex(place.there())).toEqual(distOf(await createNextSite()));
});

test('a later deployment of all of the site, and older parts that come meanwhile, do not mix', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const older = await createParts(SITE, { count: 2, clock: CLOCK + 1000 });
  const newer = createSiteFolder(NEXT);
  await buildSite(newer, { config: CONFIG, clock: CLOCK + 2000 });
  const target = place.open();
  let parts: Promise<unknown> | null = null;
  const slow: Target = {
    ...target,
    put(uploads, onDone) {
      // The parts come after it has looked, and before it says so.
      parts ??= Promise.allSettled(
        older.map((root) => deployTo(place.open(), root, { patience: HURRY })),
      );
      return target.put(uploads, onDone);
    },
  };
  await deployTo(slow, newer).catch((error) =>
    expect(String(error)).toMatch(/Somebody else has deployed/),
  );
  await parts;
  await deployTo(place.open(), newer);
  expect(withoutIndex(place.there())).toEqual(distOf(newer));
});
