import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { NOW, pageOf, useSites, variedPages } from './sites.ts';

const site = useSites('sample', 'edge', 'ko');
const openPage = shareBrowser();

const HOUR = 3_600_000;

/** A page whose reader's clock shows this moment. */
async function openAt(time: number, options?: BrowserContextOptions): Promise<Page> {
  const page = await openPage(options);
  await page.clock.install({ time });
  return page;
}

testWithChromium(
  'without script everything reads, and no button is shown that does nothing',
  async () => {
    const page = await openPage({ javaScriptEnabled: false });
    for (const { url } of [...variedPages(site('sample')), ...variedPages(site('edge'))]) {
      await page.goto(url);
      const found = await page.evaluate<{ buttons: number; unread: string[] }>(`(() => {
      const isForScript = (element) => element.closest('[hidden], .printed-from, :empty') !== null;
      const words = [...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, td, th, figcaption, time)')];
      return {
        buttons: [...document.querySelectorAll('button, [role=button]')].filter((each) => each.checkVisibility()).length,
        unread: words.filter((each) => !isForScript(each) && !each.checkVisibility({ visibilityProperty: true }) ).map((each) => each.outerHTML.slice(0, 80)),
      };
    })()`);
      // On telephones a list may leave out summaries; on a wide screen, where they are, it may do so beside others.
      const unread = found.unread.filter((html) => !html.startsWith('<p class="summary"'));
      expect({ url, buttons: found.buttons, unread }).toEqual({ url, buttons: 0, unread: [] });
    }
  },
);

const paper = (page: Page) =>
  page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

testWithChromium('a reader’s choice of colours is kept from page to page', async () => {
  const page = await openPage();
  const { url } = pageOf(site('sample'), 'front');
  await page.goto(url);
  const light = await paper(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await paper(page);
  expect(dark).not.toBe(light);

  await page.getByRole('button', { name: /light and dark/ }).click();
  expect(await paper(page)).toBe(light);
  await page.goto(pageOf(site('sample'), 'story').url);
  expect(await paper(page)).toBe(light);
});

testWithChromium('choosing what the system has follows the system again', async () => {
  const page = await openPage();
  await page.goto(pageOf(site('sample'), 'front').url);
  const light = await paper(page);
  const button = page.getByRole('button', { name: /light and dark/ });
  await button.click();
  const dark = await paper(page);
  expect(dark).not.toBe(light);
  await button.click();
  expect(await paper(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await paper(page)).toBe(dark);
});

testWithChromium('the choice of colours works where nothing can be stored', async () => {
  const page = await openPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.addInitScript(
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
  );
  await page.goto(pageOf(site('sample'), 'front').url);
  const before = await paper(page);
  await page.getByRole('button', { name: /light and dark/ }).click();
  expect(await paper(page)).not.toBe(before);
  expect(errors).toEqual([]);
});

testWithChromium('the link of a story can be copied, and the reader is told', async () => {
  const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(pageOf(site('sample'), 'story').url);
  const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByRole('status').getByText('The link is copied').waitFor({ state: 'attached' });
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(canonical);
});

testWithChromium(
  'a story can be shared where the system shares, and by mail everywhere',
  async () => {
    const page = await openPage();
    const { url } = pageOf(site('sample'), 'story');
    await page.addInitScript('navigator.share = async (data) => { window.shared = data }');
    await page.goto(url);
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    await page.getByRole('button', { name: 'Share' }).click();
    expect(await page.evaluate('window.shared')).toMatchObject({ url: canonical });

    const mail = await page.getByRole('link', { name: 'Send by mail' }).getAttribute('href');
    expect(new URL(mail ?? '').searchParams.get('body')).toBe(canonical);

    const plain = await openPage();
    await plain.addInitScript(
      "Object.defineProperty(Navigator.prototype, 'share', { value: undefined })",
    );
    await plain.goto(url);
    expect(await plain.getByRole('button', { name: 'Share', exact: false }).count()).toBe(0);
  },
);

testWithChromium(
  'times of the last day say how long ago that was, and all others the date',
  async () => {
    const { url } = pageOf(site('edge'), 'front');
    const published = Date.parse('2026-11-23T11:30:00Z');
    const page = await openAt(published + 2 * HOUR);
    await page.goto(url);
    const time = page.locator('time[datetime^="2026-11-23T11:30"]').first();
    expect(await time.textContent()).toBe('2 hours ago');
    expect(await time.getAttribute('title')).toMatch(/2026/);
    const old = page.locator('time[data-relative][datetime^="2026-05"]').first();
    expect(await old.textContent()).toMatch(/2026/);

    await page.clock.runFor(HOUR);
    expect(await time.textContent()).toBe('3 hours ago');
    await page.clock.runFor(24 * HOUR);
    expect(await time.textContent()).toMatch(/2026/);
  },
);

testWithChromium('how long ago it was is said in the language of the page', async () => {
  const page = await openAt(Date.parse(NOW));
  await page.goto(pageOf(site('ko'), 'front').url);
  const [first] = await page.locator('time[data-relative]').allTextContents();
  expect(first).toMatch(/시간 전$/);
});

testWithChromium('a story says that it is old once it is', async () => {
  const story = site('edge').pages.find(({ path }) => path.endsWith('/portrait/index.html'));
  const published = Date.parse('2026-05-01T08:00:00Z');
  for (const [years, note] of [
    [0.9, null],
    [2.1, 'This story was published 2 years ago.'],
  ] as const) {
    const page = await openAt(published + years * 365.25 * 24 * HOUR);
    await page.goto(story?.url ?? '');
    const notes = await page.locator('.age-note:visible').allTextContents();
    expect(notes).toEqual(note === null ? [] : [note]);
  }
});

testWithChromium('the banner of breaking news goes when its time is over', async () => {
  const until = Date.parse('2026-11-23T18:00:00Z');
  const page = await openAt(until - 60_000);
  await page.goto(pageOf(site('edge'), 'front').url);
  const banner = page.getByRole('complementary', { name: 'Breaking news' });
  expect(await banner.count()).toBe(1);

  const later = await openAt(until + 60_000);
  await later.goto(pageOf(site('edge'), 'front').url);
  expect(await later.getByRole('complementary', { name: 'Breaking news' }).count()).toBe(0);
});
