import { expect, test } from 'vitest';
import { CLOCK, type Files, renderSite, story } from '../support/site.ts';

const at = (offset: number) => new Date(CLOCK + offset).toISOString();

/** Every way in which a story may be held; each has a word of its own in every part of it. */
const HELD: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  draft: { status: 'draft' },
  olddraft: { draft: true },
  withheld: { status: 'withheld' },
  canceled: { status: 'canceled' },
  embargoed: { embargo: at(1000) },
  scheduled: { published: at(1000) },
  expired: { expires: at(-1000) },
  expiring: { expires: at(0) },
};

function heldFiles(): Files {
  const files: Record<string, string> = {
    'stories/world/public.md': story(
      { headline: 'Public', tags: ['Shared'], series: 'Shared series', authors: ['Shared author'] },
      `The text.\n\n${Object.keys(HELD)
        .map((name) => `[words](held-${name}/index.md)`)
        .join(' ')}\n`,
    ),
    'stories/world/later.md': story({
      headline: 'Later',
      published: '2026-05-20T08:00:00Z',
      tags: ['Shared'],
      series: 'Shared series',
    }),
  };
  for (const [name, keys] of Object.entries(HELD)) {
    const token = `TOKEN${name}`;
    files[`stories/world/held-${name}/index.md`] = story(
      {
        headline: `${token} headline`,
        dek: `${token} dek`,
        published: '2026-05-10T08:00:00Z',
        tags: [`${token} tag`, 'Shared'],
        authors: [`${token} author`, 'Shared author'],
        series: 'Shared series',
        section: name === 'draft' ? `${token} section` : 'world',
        aliases: [`/${token}-alias/`],
        slug: `${token}-slug`,
        image: { src: 'pic.svg', alt: token, credit: token },
        breaking: at(3_600_000),
        ...keys,
      },
      `${token} body ![${token}](pic.svg)\n`,
    );
    files[`stories/world/held-${name}/pic.svg`] = `<svg><!-- ${token} --></svg>`;
  }
  return files;
}

test('a story that is held reaches no byte of the site', async () => {
  const { report, files } = await renderSite(heldFiles());
  expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(report.stories).toBe(2);
  const found = Object.entries(files).filter(
    ([path, text]) => /token/i.test(path) || /token(?!s)|held-/i.test(text),
  );
  expect(found.map(([path]) => path)).toEqual([]);
});

test('lists, counts, series and neighbours are those of a site in which held stories do not exist', async () => {
  const withHeld = await renderSite(heldFiles());
  const without = Object.fromEntries(
    Object.entries(heldFiles()).filter(([path]) => !path.includes('held-')),
  );
  const body = 'The text.\n\nwords words words words words words words words\n';
  const plain = await renderSite({
    ...without,
    'stories/world/public.md': story(
      { headline: 'Public', tags: ['Shared'], series: 'Shared series', authors: ['Shared author'] },
      body,
    ),
  });
  expect(withHeld.files).toEqual(plain.files);
});

test('a link to a held story keeps its words and loses its address, with a warning', async () => {
  const { report, files } = await renderSite(heldFiles());
  expect(files['world/2026/05/01/public/index.html']).toContain('<p>words words words');
  expect(report.problems.filter(({ code }) => code === 'held-link')).toHaveLength(
    Object.keys(HELD).length,
  );
});

test.each([
  ['embargo', -1, 1],
  ['embargo', 0, 1],
  ['embargo', 1, 0],
  ['published', 0, 1],
  ['published', 1, 0],
  ['expires', 1, 1],
  ['expires', 0, 0],
])('a story whose %s is %i ms after the clock is shown %i times', async (key, offset, shown) => {
  const { report } = await renderSite({ 'stories/a.md': story({ [key]: at(offset) }) });
  expect(report.stories).toBe(shown);
});

test('previews show drafts and what is scheduled, never what is withheld or killed', async () => {
  const { files } = await renderSite(heldFiles(), { drafts: true, future: true });
  const text = Object.values(files).join('\n');
  for (const name of ['draft', 'olddraft', 'embargoed', 'scheduled'])
    expect(text).toContain(`TOKEN${name} headline`);
  for (const name of ['withheld', 'canceled', 'expired'])
    expect(text).not.toContain(`TOKEN${name}`);
  expect(files['index.html']).toContain('noindex');
});

test('the report says when the site next changes by itself', async () => {
  const { report } = await renderSite({
    'stories/a.md': story({ embargo: at(5000) }),
    'stories/b.md': story({ expires: at(2000) }),
    'stories/c.md': story({ status: 'draft', embargo: at(10) }),
  });
  expect(report.nextChange).toBe(CLOCK + 2000);
});

test('a note for the desk is never printed', async () => {
  const { files } = await renderSite({ 'stories/a.md': story({ edNote: 'SECRETNOTE' }) });
  expect(Object.values(files).join('')).not.toContain('SECRETNOTE');
});

test('a standing page waits for its moment, and its notes for the desk go nowhere', async () => {
  const page = (keys: object) =>
    story({ published: null, headline: 'TOKEN page', ...keys }, 'TOKEN\n');
  const { report, files } = await renderSite({
    'pages/a.md': page({ embargo: at(1000) }),
    'pages/b.md': page({ expires: at(-1000) }),
    'pages/c.md': page({ published: at(2000) }),
    'pages/d.md': page({ status: 'withheld' }),
    'pages/e.md': story({ published: null, headline: 'Shown', edNote: 'TOKEN' }),
    'templates/standing.ejs':
      '<%= view.standing.headline %> <%= JSON.stringify(view.standing.extra) %>',
  });
  expect(report.ok).toBe(true);
  expect(Object.values(files).join('')).not.toContain('TOKEN');
  expect(files['e/index.html']).toContain('Shown');
  expect(report.nextChange).toBe(CLOCK + 1000);
});

test('a picture whose rights have ended is not shown, and its file is not published', async () => {
  const files = (rightsExpire: string) => ({
    'stories/world/a/index.md': story({ image: { src: 'pic.svg', alt: 'A', rightsExpire } }),
    'stories/world/a/pic.svg': '<svg/>',
    'stories/world/a/map.svg': '<svg/>',
  });
  const ended = await renderSite(files(at(0)));
  expect(Object.keys(ended.files).filter((path) => path.endsWith('.svg'))).toEqual([
    'world/2026/05/01/a/map.svg',
  ]);
  expect(ended.files['world/2026/05/01/a/index.html']).not.toContain('pic.svg');
  const running = await renderSite(files(at(1000)));
  expect(Object.keys(running.files).filter((path) => path.endsWith('.svg'))).toHaveLength(2);
  expect(running.report.nextChange).toBe(CLOCK + 1000);
});
