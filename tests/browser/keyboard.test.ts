import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { pageOf, useSites } from './sites.ts';

const site = useSites('sample', 'edge', 'ar');
const openPage = shareBrowser();
/** A focus that is scrolled to has arrived at once. */
const STILL = { reducedMotion: 'reduce' } as const;

/** What has the focus, and whether a reader sees that. */
interface Stop {
  readonly name: string;
  /** `header`, `main` or `footer`; none for the link above them. */
  readonly part: string | null;
  readonly hasRing: boolean;
  readonly isInView: boolean;
}

const READ_STOP = `(() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  const [first] = element.getClientRects();
  const over = document.elementFromPoint(first.left + Math.min(first.width, 8) / 2, first.top + first.height / 2);
  return {
    name: [element.localName, ...element.classList].join('.') + ' ' + (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40),
    part: element.closest('body > header, main, body > footer')?.localName ?? null,
    hasRing: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
    isInView: width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
      && over !== null && (element.contains(over) || over.contains(element)),
  };
})()`;

/** Presses Tab through the page, until it is left or a stop comes again. */
async function walk(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop | null>(READ_STOP);
    if (stop === null) return stops;
    stops.push(stop);
    if (stops.length > 400) throw new Error('The way through the page has no end.');
  }
}

testWithChromium(
  'the first stop skips to the content, and the way goes on from there',
  async () => {
    const page = await openPage(STILL);
    for (const { url } of [pageOf(site('sample'), 'front'), pageOf(site('ar'), 'front')]) {
      await page.goto(url);
      await page.keyboard.press('Tab');
      const skip = await page.evaluate<Stop>(READ_STOP);
      expect(skip).toMatchObject({ part: null, hasRing: true, isInView: true });
      expect(skip.name).toMatch(/^a\.skip /);
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
      await page.keyboard.press('Tab');
      expect(await page.evaluate<Stop>(READ_STOP)).toMatchObject({ part: 'main', isInView: true });
    }
  },
);

testWithChromium(
  'Tab leads through masthead, content and foot, and each stop is seen',
  async () => {
    for (const width of [360, 1280]) {
      const page = await openPage({ ...STILL, viewport: { width, height: 800 } });
      for (const { url } of [
        pageOf(site('edge'), 'front'),
        pageOf(site('sample'), 'story'),
        pageOf(site('edge'), 'live'),
      ]) {
        await page.goto(url);
        const [skip, ...stops] = await walk(page);
        expect(skip?.name).toMatch(/^a\.skip /);
        expect(stops.filter(({ hasRing, isInView }) => !hasRing || !isInView)).toEqual([]);
        const parts = stops.map(({ part }) => part);
        expect(parts.filter((part, i) => part !== parts[i - 1])).toEqual([
          'header',
          'main',
          'footer',
        ]);
        const masthead = stops.filter(({ part }) => part === 'header').map(({ name }) => name);
        expect(masthead.slice(0, 2)).toEqual([
          expect.stringMatching(/^button\.tool /),
          expect.stringMatching(/^a\.tool Search/),
        ]);
      }
    }
  },
);

testWithChromium('in forced colours each stop is seen, too', async () => {
  const page = await openPage({ ...STILL, forcedColors: 'active' });
  await page.goto(pageOf(site('sample'), 'section').url);
  const stops = await walk(page);
  expect(stops.length).toBeGreaterThan(20);
  expect(stops.filter(({ hasRing }) => !hasRing)).toEqual([]);
});

testWithChromium(
  'a wide table can be scrolled with the keyboard, and code needs no scrolling',
  async () => {
    const page = await openPage({ ...STILL, viewport: { width: 360, height: 800 } });
    const story = site('edge').pages.find(({ path }) => path.endsWith('/everything/index.html'));
    await page.goto(story?.url ?? '');
    await page.locator('.body .table').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction("document.querySelector('.body .table').scrollLeft > 0", null, {
      timeout: 5_000,
    });
    const code = "document.querySelector('.body pre')";
    expect(await page.evaluate(`${code}.scrollWidth - ${code}.clientWidth`)).toBe(0);
  },
);
