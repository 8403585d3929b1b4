import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jpeg, png, svg, webp } from '../content/picture-files.ts';
import {
  buildSite,
  createSiteFolder,
  type Files,
  places,
  readTree,
  renderSite,
  story,
  writeFiles,
} from '../support/site.ts';

const PAGE = 'world/2026/05/01/a/index.html';

/** The `width`x`height` of every picture of a page, by address. */
function sizesIn(html: string | undefined): Readonly<Record<string, string>> {
  const tags = (html ?? '').match(/<img [^>]*>/g) ?? [];
  return Object.fromEntries(
    tags.map((tag) => {
      const value = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
      return [value('src'), `${value('width')}x${value('height')}`];
    }),
  );
}

test('pictures have their sizes in the lead, in the text and on cards', async () => {
  const { report, files } = await renderSite({
    'stories/world/a.md': story(
      { image: { src: 'lead.jpg', alt: 'A' } },
      'Words.\n\n![A](in-text.png)\n\nAn ![A](small.webp) inline.\n\n[![A](linked.png)](/x/)\n',
    ),
    'stories/world/lead.jpg': jpeg(640, 480, { orientation: 6 }),
    'stories/world/in-text.png': png(30, 20),
    'stories/world/small.webp': webp(12, 8),
    'stories/world/linked.png': png(7, 5),
  });
  expect(report.problems).toEqual([]);
  expect(sizesIn(files[PAGE])).toEqual({
    '/world/2026/05/01/a/lead.jpg': '480x640',
    '/world/2026/05/01/a/in-text.png': '30x20',
    '/world/2026/05/01/a/small.webp': '12x8',
    '/world/2026/05/01/a/linked.png': '7x5',
  });
  const card = { '/world/2026/05/01/a/lead.jpg': '480x640' };
  for (const path of ['index.html', 'world/index.html', 'latest/index.html'])
    expect(sizesIn(files[path])).toEqual(card);
  // One that stands upright does not fill the width.
  expect(files[PAGE]).toContain('lead-picture-tall');
});

test.each(['', '/paper'])(
  'pictures in public/ have their sizes, with the base path "%s"',
  async (base) => {
    const { report, files } = await renderSite(
      {
        'stories/world/a.md': story(
          { image: { src: '/media/lead%20one.png', alt: 'A' } },
          '![A](/media/map.svg)\n\n![A](/media/two%20words.png?v=2)\n\n![A](</media/two words.png>)\n',
        ),
        'public/media/lead one.png': png(300, 200),
        'public/media/map.svg': svg('viewBox="0 0 60 40"'),
        'public/media/two words.png': png(9, 6),
      },
      { config: { base } },
    );
    expect(report.problems).toEqual([]);
    const sizes = sizesIn(files[PAGE]);
    expect(sizes[`${base}/media/lead%20one.png`]).toBe('300x200');
    expect(sizes[`${base}/media/map.svg`]).toBe('60x40');
    expect(sizes[`${base}/media/two%20words.png?v=2`]).toBe('9x6');
    expect(Object.values(sizes)).not.toContain('x');
  },
);

test.each([
  ['on another site', 'https://example.org/a.png', {}],
  ['on another site, without a scheme', '//example.org/a.png', {}],
  ['that is no picture', 'a.png', { 'stories/world/a.png': 'no picture' }],
  ['that is not in public/', '/a.png', { 'stories/world/a.png': png(3, 2) }],
] as const)('a picture %s has no size', async (_, src, more: Files) => {
  const { report, files } = await renderSite({
    'stories/world/a.md': story({ image: { src, alt: 'A' } }, `![A](${src})\n`),
    ...more,
  });
  expect(report.problems).toEqual([]);
  const tags = files[PAGE]?.match(/<img [^>]*>/g) ?? [];
  expect(tags).toHaveLength(2);
  for (const tag of tags) expect(tag).not.toMatch(/width|height/);
  expect(files[PAGE]).not.toContain('lead-picture-tall');
});

test('templates see the size of a picture, and null where there is none', async () => {
  const { files } = await renderSite({
    'stories/world/a.md': story({ image: { src: 'a.png', alt: 'A' } }),
    'stories/world/b.md': story({ image: 'https://example.org/a.png' }),
    'stories/world/a.png': png(30, 20),
    'templates/story.ejs':
      '<%= JSON.stringify([view.story.image.width, view.story.image.height]) %>',
  });
  expect(files[PAGE]).toBe('[30,20]');
  expect(files['world/2026/05/01/b/index.html']).toBe('[null,null]');
});

test('a picture whose size changes makes the pages again that show it, and no other', async () => {
  const root = createSiteFolder({
    'stories/world/a.md': story({ image: { src: 'a.png', alt: 'A' } }, 'Words.\n'),
    'stories/world/a.png': png(30, 20),
    'stories/science/b.md': story({ published: '2026-05-02T08:00:00Z' }),
    'stories/culture/c.md': story({ published: '2026-05-03T08:00:00Z' }, '![A](/map.png)\n'),
    'public/map.png': png(5, 5),
  });
  await buildSite(root);
  writeFiles(root, { 'stories/world/a.png': png(31, 20) });
  const lead = await buildSite(root);
  expect(lead.written).toEqual(expect.arrayContaining([PAGE, 'world/index.html', 'index.html']));
  expect(lead.written).not.toContain('science/index.html');
  expect(sizesIn(readTree(join(root, 'dist'))[PAGE])).toEqual({
    '/world/2026/05/01/a/a.png': '31x20',
  });
  writeFiles(root, { 'public/map.png': png(6, 5) });
  const map = await buildSite(root);
  expect([...map.written].sort()).toEqual(['culture/2026/05/03/c/index.html', 'map.png']);
});

test('a picture whose bytes change and whose size does not makes no page again', async () => {
  const root = createSiteFolder({
    'stories/world/a.md': story({ image: { src: 'a.png', alt: 'A' } }),
    'stories/world/a.png': png(30, 20),
  });
  await buildSite(root);
  writeFiles(root, { 'stories/world/a.png': Buffer.concat([png(30, 20), Buffer.from('more')]) });
  const report = await buildSite(root);
  expect(report.written).toEqual(['world/2026/05/01/a/a.png']);
  expect(report.work.rendered).toBe(0);
});

test('the logo has the size of its file', async () => {
  const files = {
    'stories/world/a.md': story(),
    'public/logo.svg': svg('width="300" height="60"'),
    'public/dark.png': png(300, 61),
  };
  const logo = { light: '/logo.svg', dark: '/dark.png' };
  const config = { base: '/paper', theme: { masthead: { logo } } };
  const { report, files: made } = await renderSite(files, { config });
  expect(report.problems).toEqual([]);
  expect(sizesIn(made[PAGE])).toEqual({ '/paper/logo.svg': '300x60', '/paper/dark.png': '300x61' });
  const elsewhere = { theme: { masthead: { logo: 'https://example.org/logo.svg' } } };
  const remote = await renderSite(files, { config: elsewhere });
  expect(sizesIn(remote.files[PAGE])).toEqual({ 'https://example.org/logo.svg': 'x' });
});

test('a picture that cannot be found is reported where it is named', async () => {
  const { report } = await renderSite({
    'stories/world/a.md': story({ image: 'b.png' }, '![A](c.png)\n'),
    'stories/world/bb.png': png(1, 1),
  });
  expect(places(report)).toEqual([
    'stories/world/a.md:4:8 missing-image',
    'stories/world/a.md:6:1 missing-image',
  ]);
});
