import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { uploadsOf } from '../../src/deploy/plan.ts';
import { buildSite, story } from '../support/site.ts';
import {
  CONFIG,
  createNextSite,
  createSite,
  cutAfter,
  deadEnds,
  deployTo,
  distOf,
  SITE,
  withoutIndex,
} from './deploying.ts';
import { PLACES } from './places.ts';

for (const { name, test: testPlace, make, isOneStep, stride } of PLACES) {
  testPlace(
    `${name}: a site is put there whole, then only what changed, and what is gone is deleted`,
    async () => {
      const place = await make();
      const root = await createSite();
      await place.put('somebody-elses.txt', 'Not ours.');
      const first = await deployTo(place.open(), root);
      expect(first.foreign).toEqual(['somebody-elses.txt']);
      const there = withoutIndex(place.there());
      expect(there).toEqual({ ...distOf(root), 'somebody-elses.txt': 'Not ours.' });

      const second = await deployTo(place.open(), root);
      expect([uploadsOf(second), second.deletions]).toEqual([[], []]);
      expect(second.unchanged).toBe(Object.keys(distOf(root)).length);

      // Another machine, with nothing but the sources.
      const elsewhere = await createSite({
        ...SITE,
        'stories/world/s1.md': story({
          headline: 'Story 1, retitled',
          published: '2026-05-02T08:00:00Z',
        }),
      });
      rmSync(join(elsewhere, 'stories/world/s0.md'));
      await buildSite(elsewhere, { config: CONFIG });
      const third = await deployTo(place.open(), elsewhere);
      expect(third.deletions).toEqual(['world/2026/05/01/s0/index.html']);
      const uploaded = uploadsOf(third).map(({ path }) => path);
      expect(uploaded).toContain('world/2026/05/02/s1/index.html');
      expect(third.unchanged).toBeGreaterThan(0);
      expect(uploaded.some((path) => path.startsWith('assets/'))).toBe(false);
      expect(withoutIndex(place.there())).toEqual({
        ...distOf(elsewhere),
        'somebody-elses.txt': 'Not ours.',
      });
    },
  );

  testPlace(
    `${name}: cut anywhere, no page names what is missing, and the next run ends as if nothing had been`,
    async () => {
      const place = await make();
      const old = await createSite();
      await deployTo(place.open(), old);
      const root = await createNextSite();
      const dist = distOf(root);
      const plan = await deployTo(place.open(), root, { isDry: true });
      // The list of our files is put first and last.
      const steps = uploadsOf(plan).length + plan.deletions.length + 2;
      for (let count = 0; count < steps; count += stride) {
        await expect(deployTo(cutAfter(place.open(), count), root)).rejects.toThrow('cut');
        expect([count, deadEnds(place.there())]).toEqual([count, []]);
        if (isOneStep) expect(withoutIndex(place.there())).toEqual(distOf(old));
        await deployTo(place.open(), root);
        expect([count, withoutIndex(place.there())]).toEqual([count, dist]);
        await deployTo(place.open(), old);
      }
      await deployTo(place.open(), root);
      expect(uploadsOf(await deployTo(place.open(), root))).toEqual([]);
    },
  );

  testPlace(`${name}: a dry run says what would be done, and does nothing`, async () => {
    const place = await make();
    const root = await createSite();
    const plan = await deployTo(place.open(), root, { isDry: true });
    expect(
      uploadsOf(plan)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(distOf(root)).sort());
    expect(place.there()).toEqual({});
  });

  testPlace(`${name}: a file becomes a folder, and a folder a file`, async () => {
    const place = await make();
    const first = await createSite({ ...SITE, 'public/press': 'a', 'public/kit/logo.svg': 'b' });
    await deployTo(place.open(), first);
    const then = await createSite({ ...SITE, 'public/press/index.html': 'c', 'public/kit': 'd' });
    await deployTo(place.open(), then);
    expect(withoutIndex(place.there())).toEqual(distOf(then));
    await deployTo(place.open(), first);
    expect(withoutIndex(place.there())).toEqual(distOf(first));
  });

  testPlace(`${name}: another site is not replaced, unless that is meant`, async () => {
    const place = await make();
    await place.put('index.html', 'Another newspaper');
    const root = await createSite();
    await expect(deployTo(place.open(), root)).rejects.toThrow(/replace: index\.html\./);
    expect(place.there()).toEqual({ 'index.html': 'Another newspaper' });
    await deployTo(place.open(), root, { mayReplace: true });
    expect(withoutIndex(place.there())).toEqual(distOf(root));
    const other = { site: 'https://other.example/' };
    await expect(deployTo(place.open(), root, other)).rejects.toThrow(/is the site https:/);
  });
}
