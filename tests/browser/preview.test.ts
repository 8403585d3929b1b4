import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { createRoot, Preview, until } from '../preview/preview.ts';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { type Files, story, writeFiles } from '../support/site.ts';

const openPage = shareBrowser();

const LONG = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} of the story.\n`).join('\n');
const A = 'stories/world/a.md';
const SITE: Files = {
  [A]: story({ headline: 'Story A', tags: ['Harbour'] }, LONG),
  'stories/world/b.md': story({ headline: 'Story B', published: '2026-05-02T08:00:00Z' }),
};
const ADDRESS = 'world/2026/05/01/a/';

/** Opens a page of the preview, and marks the document, so that it can be told whether it was loaded again. */
async function open(preview: Preview, path: string): Promise<Page> {
  const page = await openPage({ viewport: { width: 1000, height: 600 } });
  const connected = page.waitForResponse(/_broadsheet\/events/);
  await page.goto(new URL(path, preview.session.url).href);
  await connected;
  await mark(page);
  return page;
}

const mark = (page: Page) => page.evaluate("document.body.setAttribute('data-mark', 'old')");
const isMarked = (page: Page) => page.evaluate("document.body.getAttribute('data-mark') === 'old'");
const colorOfHeading = (page: Page) =>
  page.evaluate("getComputedStyle(document.querySelector('h1')).color");
const overlay = (page: Page) => page.getByRole('alert');
/** Changes are heard of in their order: when this one has come, all before it have. */
async function expectReload(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor();
  expect(await isMarked(page)).toBe(false);
}

testWithChromium('a save is shown by itself, where the reader was', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const page = await open(preview, ADDRESS);
  await page.evaluate('scrollTo(0, 900)');
  writeFiles(preview.root, { [A]: story({ headline: 'Story A' }, `${LONG}\nThe new end.\n`) });
  await expectReload(page, 'The new end.');
  await until(async () => expect(await page.evaluate('scrollY')).toBe(900));
});

testWithChromium('only browsers whose page changed load it again', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const other = await open(preview, 'world/2026/05/02/b/');
  const page = await open(preview, ADDRESS);
  writeFiles(preview.root, { [A]: `${SITE[A]}\nOnly A has changed.\n` });
  await expectReload(page, 'Only A has changed.');
  expect(await isMarked(other)).toBe(true);
  // And it listens all the same.
  writeFiles(preview.root, {
    'stories/world/b.md': story(
      { headline: 'Story B', published: '2026-05-02T08:00:00Z' },
      'B, too.\n',
    ),
  });
  await expectReload(other, 'B, too.');
});

testWithChromium('a style sheet is put in without loading the page', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const page = await open(preview, ADDRESS);
  await page.evaluate('scrollTo(0, 500)');
  for (const color of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
    writeFiles(preview.root, { 'public/custom.css': `h1 { color: ${color}; }\n` });
    await until(async () => expect(await colorOfHeading(page)).toBe(color));
    await until(async () => expect(await page.locator('link[rel=stylesheet]').count()).toBe(1));
  }
  expect(await isMarked(page)).toBe(true);
  expect(await page.evaluate('scrollY')).toBe(500);
});

testWithChromium('an error lies over the last good page, and goes by itself', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const page = await open(preview, ADDRESS);
  writeFiles(preview.root, {
    [A]: '---\nheadline: Story A\npublished: 2026-13-45\n---\nText.\n',
    'stories/world/b.md': '---\nheadlin: Story B\npublished: 2026-05-02T08:00:00Z\n---\nText.\n',
  });
  await overlay(page).getByText('2 errors').waitFor();
  const text = await overlay(page).innerText();
  expect(text).toContain(`${A}:3:12`);
  expect(text).toContain('stories/world/b.md:');
  expect(await overlay(page).locator('pre').first().innerText()).toContain('published: 2026-13-45');
  expect(await overlay(page).locator('.hint').count()).toBeGreaterThan(0);
  // The last good page is behind it, and so is the rest of the site.
  expect(await page.locator('h1').innerText()).toBe('Story A');
  await page.goto(preview.session.url);
  await overlay(page).getByText('2 errors').waitFor();
  expect(await page.getByRole('link', { name: 'Story B' }).count()).toBeGreaterThan(0);

  writeFiles(preview.root, { 'stories/world/b.md': SITE['stories/world/b.md'] ?? '' });
  await overlay(page).getByText('One error').waitFor();
  writeFiles(preview.root, { [A]: story({ headline: 'Story A, mended' }) });
  await page.getByText('Story A, mended').first().waitFor();
  await overlay(page).waitFor({ state: 'hidden' });
});

testWithChromium('what was closed stays closed until something else is wrong', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const page = await open(preview, ADDRESS);
  writeFiles(preview.root, { [A]: '---\nheadline: [\n---\n' });
  await overlay(page).waitFor();
  await overlay(page).getByRole('button', { name: 'Close' }).click();
  await overlay(page).waitFor({ state: 'hidden' });
  writeFiles(preview.root, { 'stories/world/b.md': '---\nheadline: {\n---\n' });
  await overlay(page).getByText('2 errors').waitFor();
});

testWithChromium('a broken template is shown with its line, and the page comes back', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const page = await open(preview, ADDRESS);
  writeFiles(preview.root, {
    'templates/partials/story-header.ejs': '<h1>\n<%= view.oops.no %></h1>',
  });
  await overlay(page).getByText('templates/partials/story-header.ejs:2:1').waitFor();
  expect(await page.locator('h1').innerText()).toBe('Story A');
  rmSync(`${preview.root}/templates`, { recursive: true });
  await overlay(page).waitFor({ state: 'hidden' });
});

testWithChromium(
  'the page of an address comes when its story is written, and goes with it',
  async () => {
    const preview = await Preview.watch(createRoot(SITE));
    const page = await open(preview, 'world/2026/05/01/new/');
    writeFiles(preview.root, { 'stories/world/new.md': story({ headline: 'Just written' }) });
    await expectReload(page, 'Just written');
    rmSync(`${preview.root}/stories/world/new.md`);
    // A page must have come whole: a browser that is closed while one is on its way may hang.
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  },
);

testWithChromium('a page that is not public is marked, until it is', async () => {
  const draft = story({ headline: 'Story A', status: 'draft' }, LONG);
  const preview = await Preview.watch(createRoot({ ...SITE, [A]: draft }));
  const page = await open(preview, ADDRESS);
  await page.getByRole('status').getByText('Draft: not public').waitFor();
  writeFiles(preview.root, { [A]: SITE[A] ?? '' });
  await page.getByText('Draft: not public').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Story A' }).waitFor();
});

testWithChromium('pages connect again when the preview is started again', async () => {
  const root = createRoot(SITE);
  const first = await Preview.watch(root);
  const page = await open(first, ADDRESS);
  await first.session.close();
  writeFiles(root, { [A]: story({ headline: 'Story A' }, 'Written while nobody watched.\n') });
  const { port } = new URL(first.session.url);
  const second = await Preview.watch(root, { port: Number(port), strictPort: true });
  await expectReload(page, 'Written while nobody watched.');
  await mark(page);
  writeFiles(root, { [A]: story({ headline: 'Story A' }, 'And afterwards.\n') });
  await expectReload(page, 'And afterwards.');
  expect(second.errors).toEqual([]);
});

testWithChromium(
  'a style sheet that changed while nobody listened is put in when the page connects',
  async () => {
    const root = createRoot(SITE);
    const first = await Preview.watch(root);
    const page = await open(first, ADDRESS);
    await first.session.close();
    writeFiles(root, { 'public/custom.css': 'h1 { color: rgb(1, 2, 3); }\n' });
    const { port } = new URL(first.session.url);
    await Preview.watch(root, { port: Number(port), strictPort: true });
    await until(async () => expect(await colorOfHeading(page)).toBe('rgb(1, 2, 3)'));
    expect(await isMarked(page)).toBe(true);
  },
);

testWithChromium('a picture that is replaced is shown', async () => {
  const svg = (width: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="50"/>`;
  const keys = { headline: 'Story A', image: { src: '/map.svg', alt: 'A map', credit: 'Us' } };
  const preview = await Preview.watch(
    createRoot({ ...SITE, [A]: story(keys, LONG), 'public/map.svg': svg(100) }),
  );
  const page = await open(preview, ADDRESS);
  // Of the same size, so that no page changes.
  writeFiles(preview.root, { 'public/map.svg': svg(100).replace('/>', '><g/></svg>') });
  await until(async () => expect(await isMarked(page)).toBe(false));
});

testWithChromium('pages that nobody looks at hold no connection', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const page = await open(preview, ADDRESS);
  // A tab behind another one.
  await page.evaluate(
    "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))",
  );
  writeFiles(preview.root, { [A]: story({ headline: 'Story A' }, 'Written behind its back.\n') });
  await until(async () =>
    expect(await preview.text(ADDRESS)).toContain('Written behind its back.'),
  );
  expect(await isMarked(page)).toBe(true);
  await page.evaluate(
    "Object.defineProperty(document, 'hidden', { value: false, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))",
  );
  await expectReload(page, 'Written behind its back.');
});
