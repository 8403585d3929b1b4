import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { serve } from '../support/serve.ts';
import { buildSite, createSiteFolder, story, writeFiles } from '../support/site.ts';
import { NOW } from './sites.ts';

const openPage = shareBrowser();

/** How often a page looks for news, in milliseconds of the reader's clock. */
const INTERVAL = 30_000;
const PARAGRAPH = 'A paragraph of an update, long enough to take its place on the page. '.repeat(
  12,
);

/** A newsroom with one live blog. */
class Newsroom {
  readonly #root = createSiteFolder({});

  /** Puts the blog on the site with updates at these times, the first of which is a key event. */
  async publish(times: readonly string[], keys: Readonly<Record<string, unknown>> = {}) {
    const updates = times.map(
      (time, i) => `## ${time} At ${time}${i === 0 ? ' {key}' : ''}\n\n${PARAGRAPH}\n`,
    );
    const matter = {
      headline: 'The count',
      kind: 'live',
      published: '2026-11-23T06:00:00Z',
      ...keys,
    };
    writeFiles(this.#root, {
      'stories/news/count.md': story(matter, ['What is known so far.\n', ...updates].join('\n')),
    });
    const { ok, problems } = await buildSite(this.#root, { clock: Date.parse(NOW) });
    expect({ ok, problems }).toEqual({ ok: true, problems: [] });
  }

  /** Opens the blog, as a reader whose clock the test moves. */
  async read(): Promise<Page> {
    const page = await openPage({
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 800 },
    });
    await page.clock.install({ time: Date.parse(NOW) });
    const origin = await serve(join(this.#root, 'dist'));
    await page.goto(`${origin}/news/2026/11/23/count/`);
    return page;
  }
}

const offer = (page: Page) => page.getByRole('button', { name: /new update/ });
const headlines = (page: Page) => page.locator('.update h2, .update h3').allTextContents();
/** Where in the window an update begins. */
const topOf = (page: Page, headline: string) =>
  page
    .getByRole('heading', { name: headline })
    .evaluate((heading) => heading.getBoundingClientRect().top);

const scrollTo = (page: Page, headline: string) =>
  page.getByRole('heading', { name: headline }).evaluate((heading) => heading.scrollIntoView());

/** Lets one interval go by, and the answer of the site come in. */
async function poll(page: Page): Promise<void> {
  const answer = page.waitForResponse(/\/live\.json$/);
  await page.clock.runFor(INTERVAL);
  await (await answer).finished();
}

testWithChromium('a live blog offers new updates, and shows them when it is asked', async () => {
  const newsroom = new Newsroom();
  await newsroom.publish(['09:30', '09:00']);
  const page = await newsroom.read();
  await poll(page);
  expect(await offer(page).count()).toBe(0);

  await newsroom.publish(['10:30', '10:00', '09:30', '09:00']);
  await poll(page);
  const button = page.getByRole('button', { name: 'Show 2 new updates' });
  await button.waitFor();
  expect(await headlines(page)).toEqual(['At 09:30', 'At 09:00']);

  await button.click();
  await page.getByRole('heading', { name: 'At 10:30' }).waitFor();
  expect(await headlines(page)).toEqual(['At 10:30', 'At 10:00', 'At 09:30', 'At 09:00']);
  expect(await offer(page).count()).toBe(0);
  const keyEvents = page.getByRole('navigation', { name: 'Key events' });
  expect(await keyEvents.getByRole('link').allTextContents()).toEqual(['At 10:30']);
});

testWithChromium(
  'the number of new updates grows, and one is told apart from several',
  async () => {
    const newsroom = new Newsroom();
    await newsroom.publish(['09:00']);
    const page = await newsroom.read();
    await newsroom.publish(['10:00', '09:00']);
    await poll(page);
    await page.getByRole('button', { name: 'Show 1 new update', exact: true }).waitFor();
    await newsroom.publish(['10:30', '10:00', '09:00']);
    await poll(page);
    await page.getByRole('button', { name: 'Show 2 new updates', exact: true }).waitFor();
    expect(await offer(page).count()).toBe(1);
  },
);

testWithChromium('the first updates of a live blog come in, too', async () => {
  const newsroom = new Newsroom();
  await newsroom.publish([]);
  const page = await newsroom.read();
  expect(await page.getByText('There are no updates yet.').count()).toBe(1);
  await newsroom.publish(['10:00']);
  await poll(page);
  await offer(page).click();
  await page.getByRole('heading', { name: 'At 10:00' }).waitFor();
  expect(await page.getByText('There are no updates yet.').count()).toBe(0);
});

for (const [where, headline] of [
  ['at the top of the page', null],
  ['in the middle of it', 'At 09:00'],
] as const) {
  testWithChromium(`an offer of new updates moves nothing for a reader ${where}`, async () => {
    const newsroom = new Newsroom();
    const times = ['09:30', '09:00', '08:30', '08:00'];
    await newsroom.publish(times);
    const page = await newsroom.read();
    if (headline !== null) await scrollTo(page, headline);
    const before = await topOf(page, 'At 09:00');
    await newsroom.publish(['10:00', ...times]);
    await poll(page);
    await offer(page).waitFor();
    expect(Math.abs((await topOf(page, 'At 09:00')) - before)).toBeLessThanOrEqual(1);
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
  });
}

testWithChromium('what is being read stays in its place when new updates are shown', async () => {
  const newsroom = new Newsroom();
  const times = ['09:30', '09:00', '08:30', '08:00'];
  await newsroom.publish(times);
  const page = await newsroom.read();
  await scrollTo(page, 'At 08:30');
  await newsroom.publish(['10:30', '10:00', ...times]);
  await poll(page);
  await offer(page).waitFor();
  const before = await topOf(page, 'At 08:30');
  await offer(page).click();
  await page.getByRole('heading', { name: 'At 10:30' }).waitFor();
  expect(Math.abs((await topOf(page, 'At 08:30')) - before)).toBeLessThanOrEqual(1);
});

testWithChromium('the focus goes from the offer to the first of the new updates', async () => {
  const newsroom = new Newsroom();
  await newsroom.publish(['09:00']);
  const page = await newsroom.read();
  await newsroom.publish(['10:00', '09:30', '09:00']);
  await poll(page);
  await offer(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'At 10:00' }).waitFor();
  const focused = page.locator('.update:focus, .update:focus-within');
  await focused.waitFor();
  expect(await focused.getByRole('heading').textContent()).toBe('At 10:00');
});

testWithChromium('readers with a screen reader hear of new updates', async () => {
  const newsroom = new Newsroom();
  await newsroom.publish(['09:00']);
  const page = await newsroom.read();
  const status = page.locator('.updates').getByRole('status');
  expect(await status.count()).toBe(1);
  await newsroom.publish(['10:00', '09:00']);
  await poll(page);
  await status.getByText('Show 1 new update').waitFor();
});

testWithChromium('a live blog that has ended asks no more', async () => {
  const newsroom = new Newsroom();
  await newsroom.publish(['09:00']);
  const page = await newsroom.read();
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/live.json')) asked++;
  });
  await poll(page);
  expect(asked).toBe(1);
  await newsroom.publish(['10:00', '09:00'], { ended: '2026-11-23T11:00:00Z' });
  await poll(page);
  await offer(page).click();
  await page.getByText('This live coverage has ended.').waitFor();
  await page.clock.runFor(10 * INTERVAL);
  expect(asked).toBe(2);

  await page.reload();
  await page.clock.runFor(10 * INTERVAL);
  expect(asked).toBe(2);
});

testWithChromium('a site that does not answer is asked again', async () => {
  const newsroom = new Newsroom();
  await newsroom.publish(['09:00']);
  const page = await newsroom.read();
  await page.route('**/live.json', (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  await page.clock.runFor(INTERVAL);
  await failed;
  await page.unroute('**/live.json');
  await newsroom.publish(['10:00', '09:00']);
  await poll(page);
  await offer(page).waitFor();
});
