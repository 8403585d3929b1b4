import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { NOW, SITES, useSites, variedPages } from './sites.ts';

const site = useSites(...SITES);
const openPage = shareBrowser();

const FOLDER = join(import.meta.dirname, '../../screenshots');
const WIDTHS = [360, 768, 1280];
/** Beyond this height a list only repeats itself. */
const TALLEST = 6_000;

beforeAll(() => rmSync(FOLDER, { recursive: true, force: true }));

for (const name of SITES) {
  testWithChromium(`pictures of the site "${name}"`, async () => {
    const folder = join(FOLDER, name);
    mkdirSync(folder, { recursive: true });
    const page = await openPage({ reducedMotion: 'reduce' });
    await page.clock.setFixedTime(NOW);
    for (const { url, kind, path } of variedPages(site(name))) {
      const words = path.split('/').filter((word) => /^[^\d]/.test(word) && word !== 'index.html');
      const title = [kind, ...words].join('-').replace('.html', '');
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await page.goto(url);
          // Pictures that wait for the reader come only when the window reaches them.
          const height = await page.evaluate<number>('document.documentElement.scrollHeight');
          await page.setViewportSize({ width, height: Math.min(height, TALLEST) });
          await page.evaluate(
            'Promise.all([...document.images].filter((image) => image.loading !== "lazy" || image.complete).map((image) => image.decode()))',
          );
          await page.screenshot({ path: join(folder, `${title}-${width}-${colorScheme}.png`) });
          await page.setViewportSize({ width, height: 900 });
        }
      }
      if (kind === 'front' || kind === 'story')
        await page.pdf({ path: join(folder, `${title}.pdf`), format: 'A4' });
    }
  });
}
