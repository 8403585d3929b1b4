import { gzipSync } from 'node:zlib';
import type { Page, Response, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { type BuiltPage, NOW, pageOf, useSites, variedPages } from './sites.ts';
import { elementsOf, hasClass, textOf } from './tree.ts';

const site = useSites('sample', 'edge');
const openPage = shareBrowser();

const KB = 1024;
/** What a story of this many words may weigh. */
const STORY_WORDS = 1_200;
/** After compression. */
const BUDGETS = {
  story: 14 * KB,
  front: 25 * KB,
  style: 10 * KB,
  script: 3 * KB,
  page: 200 * KB,
} as const;
const REQUESTS = 6;
const SHIFT = 0.02;

const gzipped = (bytes: string | Buffer) => gzipSync(bytes, { level: 9 }).length;

function wordsIn({ html }: BuiltPage): number {
  const body = elementsOf(html).find((element) => hasClass(element, 'body'));
  return body === undefined ? 0 : textOf(body).trim().split(/\s+/).length;
}

test('the HTML of stories and of the front page is light', () => {
  const { pages } = site('sample');
  const stories = pages.filter((page) => page.kind === 'story' && wordsIn(page) <= STORY_WORDS);
  expect(stories.length).toBeGreaterThan(20);
  expect(stories.filter(({ html }) => gzipped(html) > BUDGETS.story)).toEqual([]);
  expect(gzipped(pageOf(site('sample'), 'front').html)).toBeLessThanOrEqual(BUDGETS.front);
});

/** What a page fetches before a reader scrolls. */
interface Fetched {
  readonly type: string;
  readonly bytes: number;
}

async function fetchesOf(page: Page, url: string): Promise<readonly Fetched[]> {
  const fetched: Promise<Fetched>[] = [];
  const note = (response: Response) => {
    const type = response.request().resourceType();
    // Pictures and fonts are compressed already.
    const weigh = /^(?:image|font)$/.test(type) ? (body: Buffer) => body.length : gzipped;
    fetched.push(response.body().then((body) => ({ type, bytes: weigh(body) })));
  };
  page.on('response', note);
  await page.goto(url);
  // What comes later belongs to no page load, and may come when the page is gone.
  page.off('response', note);
  return Promise.all(fetched);
}

const bytesOf = (fetched: readonly Fetched[], type?: string) =>
  fetched.reduce(
    (sum, each) => sum + (type === undefined || each.type === type ? each.bytes : 0),
    0,
  );

testWithChromium('a story fetches little, and nothing twice', async () => {
  for (const viewport of [
    { width: 360, height: 800 },
    { width: 1280, height: 900 },
  ]) {
    const fetched = await fetchesOf(
      await openPage({ viewport }),
      pageOf(site('sample'), 'story').url,
    );
    expect(bytesOf(fetched, 'stylesheet')).toBeGreaterThan(0);
    expect(bytesOf(fetched, 'stylesheet')).toBeLessThanOrEqual(BUDGETS.style);
    expect(bytesOf(fetched, 'script')).toBeGreaterThan(0);
    expect(bytesOf(fetched, 'script')).toBeLessThanOrEqual(BUDGETS.script);
    expect(fetched.filter(({ type }) => type === 'font')).toEqual([]);
    expect(fetched.length).toBeLessThanOrEqual(REQUESTS);
    expect(bytesOf(fetched)).toBeLessThanOrEqual(BUDGETS.page);
  }
});

/** Resolves after the next frame. */
const PAINTED = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

const WATCH_SHIFTS = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });`;

testWithChromium('nothing shifts while a page loads, however late its pictures come', async () => {
  const found: string[] = [];
  for (const width of [360, 1280]) {
    const page = await openPage({ viewport: { width, height: 800 } });
    await page.addInitScript(WATCH_SHIFTS);
    await page.clock.setFixedTime(NOW);
    let pictures: Route[] = [];
    await page.route(/\.(?:jpg|png|svg)$/, (route) => void pictures.push(route));
    const edge = (['front', 'story', 'live'] as const).map((kind) => pageOf(site('edge'), kind));
    for (const { url } of [...variedPages(site('sample')), ...edge]) {
      pictures = [];
      await page.goto(url, { waitUntil: 'domcontentloaded' });
      await page.evaluate(PAINTED);
      await Promise.all(pictures.map((route) => route.continue()));
      await page.waitForFunction(
        '[...document.images].every((image) => image.complete || image.loading === "lazy")',
      );
      await page.evaluate(PAINTED);
      const shifted = await page.evaluate<number>('window.shifted');
      if (shifted > SHIFT) found.push(`${url} at ${width} px: ${shifted}`);
    }
  }
  expect(found).toEqual([]);
});
