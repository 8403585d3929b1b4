import { expect } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { pageOf, useSites, variedPages } from './sites.ts';

const site = useSites('sample', 'edge');
const openPage = shareBrowser();

/** What only serves on a screen. */
const INTERACTIVE = [
  'nav',
  'button',
  '.skip',
  '.tools',
  '.share',
  '.related',
  '.ad',
  '.to-top',
  '.new-updates',
];

testWithChromium('on paper stand the story and its address, and nothing to click on', async () => {
  const page = await openPage();
  await page.emulateMedia({ media: 'print' });
  for (const kind of ['story', 'live'] as const) {
    await page.goto(pageOf(site('edge'), kind).url);
    for (const selector of INTERACTIVE) {
      const shown = page.locator(`${selector}:not(.key-events):visible`);
      expect([selector, await shown.count()]).toEqual([selector, 0]);
    }
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    expect(await page.locator('main').innerText()).toContain(canonical);
    expect(
      await page.locator('.nameplate, h1, .body').filter({ visible: true }).count(),
    ).toBeGreaterThan(2);
  }
});

testWithChromium('on paper links to elsewhere say where they lead', async () => {
  const page = await openPage();
  await page.emulateMedia({ media: 'print' });
  const story = site('edge').pages.find(({ path }) => path.endsWith('/everything/index.html'));
  await page.goto(story?.url ?? '');
  const link = page.locator('.body a[href^="https://weir.example/"]');
  const after = await link.evaluate(
    (a) => a.ownerDocument.defaultView.getComputedStyle(a, '::after').content,
  );
  expect(after).toContain(await link.getAttribute('href'));
});

testWithChromium(
  'paper is white and ink is black, whatever colours the reader has chosen',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await openPage({ colorScheme });
      await page.goto(pageOf(site('sample'), 'story').url);
      await page.getByRole('button', { name: /light and dark/ }).click();
      await page.emulateMedia({ media: 'print' });
      const { color, backgroundColor } = await page.evaluate<CSSColors>(`(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return { color, backgroundColor };
    })()`);
      expect([color, backgroundColor]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    }
  },
);

interface CSSColors {
  readonly color: string;
  readonly backgroundColor: string;
}

/** Of A4 between the margins of the style sheet, at 96 pixels an inch. */
const PAPER_WIDTH = 672;

testWithChromium('every kind of page prints, and nothing runs off the paper', async () => {
  const page = await openPage({ viewport: { width: PAPER_WIDTH, height: 1000 } });
  await page.emulateMedia({ media: 'print' });
  const tooWide: string[] = [];
  for (const { url } of variedPages(site('edge'))) {
    await page.goto(url);
    if (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) tooWide.push(url);
  }
  expect(tooWide).toEqual([]);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(5_000);
});
