import { expect, test } from 'vitest';
import {
  type BuildOptions,
  CLOCK,
  FINDABLE,
  type Files,
  renderSite as renderPlainly,
  story,
} from '../support/site.ts';

/** With all that a site can emit: what is held must be in none of it. */
const renderSite = (files: Files, options: BuildOptions = {}) =>
  renderPlainly(files, { ...options, config: { ...FINDABLE, ...options.config } });

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
        corrections: [
          { date: '2026-05-11', text: `${token} correction` },
          { date: '2026-05-12', kind: 'retraction', text: `${token} retraction` },
        ],
        pin: name === 'draft' ? 'lead' : 'world',
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

/** Pins of the configuration that lead to nothing that is public. */
const PINS = Object.keys(HELD).flatMap((name) => {
  const held = `stories/world/held-${name}/index.md`;
  return ['lead', 'secondary', 'opinion', 'world'].map((slot) => ({ story: held, slot }));
});

test('a held story that is pinned by its own key and by the configuration leaves no trace', async () => {
  const config = { theme: { front: { pins: PINS } } };
  const { report, files } = await renderSite(heldFiles(), { config });
  expect(report.problems.filter(({ code }) => code !== 'held-link')).toEqual([]);
  const found = Object.entries(files).filter(
    ([path, text]) => /token/i.test(path) || /token(?!s)|held-/i.test(text),
  );
  expect(found.map(([path]) => path)).toEqual([]);
  expect(files).toEqual((await renderSite(heldFiles())).files);
});

test('a held story shows on none of the pages that gather what others say', async () => {
  const { files } = await renderSite(heldFiles());
  expect(files['corrections/index.html']).toContain('No story has been corrected.');
  for (const path of ['corrections/index.html', 'search/index.html', '404.html', 'index.html'])
    expect(files[path]).not.toContain('TOKEN');
  // What is looked for would be there if the stories were public.
  const shown = await renderSite(heldFiles(), { drafts: true, future: true });
  expect(shown.files['corrections/index.html']).toContain('TOKENdraft retraction');
  expect(shown.files['404.html']).toContain('TOKENdraft');
});

const VOTE = 'stories/politics/vote';

/** A live blog whose updates in files are held, each in its own way, with a picture of its own. */
function liveFiles(shown: Readonly<Record<string, object>> = HELD_ENTRIES): Files {
  const files: Record<string, string> = {
    [`${VOTE}/index.md`]: story(
      { headline: 'The vote', kind: 'live', authors: ['Ada'] },
      '## 10:00 In the text\n\n![A map](map.svg)\n',
    ),
    [`${VOTE}/map.svg`]: '<svg/>',
    [`${VOTE}/1100-public.md`]: 'A public update.\n',
  };
  for (const [name, keys] of Object.entries(shown)) {
    const token = `TOKEN${name}`;
    files[`${VOTE}/${nameOf(name)}.md`] = story(
      {
        headline: `${token} headline`,
        published: null,
        authors: [`${token} author`],
        key: true,
        edNote: token,
        ...keys,
      },
      `${token} body ![${token}](${token}.svg)\n`,
    );
    files[`${VOTE}/${token}.svg`] = `<svg><!-- ${token} --></svg>`;
  }
  return files;
}

const HELD_ENTRIES: Readonly<Record<string, object>> = {
  draft: { status: 'draft' },
  olddraft: { draft: true },
  withheld: { status: 'withheld' },
  canceled: { status: 'canceled' },
  embargoed: { embargo: at(3000) },
  expired: { expires: at(-1000) },
  expiring: { expires: at(0) },
  scheduled: { published: at(4000) },
  named: {},
};

/** The moment in the name of an update: two hours after the clock for the one that nothing else holds. */
function nameOf(name: string): string {
  return name === 'named' ? '2026-06-01-1400-named' : `1200-${name}`;
}

test('an update that is held reaches no byte of the site, nor does its picture or its author', async () => {
  const { report, files } = await renderSite(liveFiles());
  expect(report.problems).toEqual([]);
  const found = Object.entries(files).filter(
    ([path, text]) => /token/i.test(path) || /token(?!s)/i.test(text),
  );
  expect(found.map(([path]) => path)).toEqual([]);
  const page = files['politics/2026/05/01/vote/index.html'];
  expect(page).toContain('A public update.');
  expect(JSON.parse(files['politics/2026/05/01/vote/live.json'] ?? '').updates).toHaveLength(2);
  expect(files['politics/2026/05/01/vote/map.svg']).toBe('<svg/>');
  expect(files).toEqual((await renderSite(liveFiles({}))).files);
});

test('every one of these updates would be there if nothing held it', async () => {
  const open = Object.fromEntries(Object.keys(HELD_ENTRIES).map((name) => [name, {}]));
  const { files } = await renderSite(liveFiles(open), { clock: Date.parse(at(86_400_000)) });
  const page = files['politics/2026/05/01/vote/index.html'];
  for (const name of Object.keys(HELD_ENTRIES)) {
    expect(page).toContain(`TOKEN${name} headline`);
    expect(files[`politics/2026/05/01/vote/TOKEN${name}.svg`]).toBeDefined();
    expect(files[`authors/token${name}-author/index.html`]).toContain('The vote');
  }
  expect(page).not.toContain('edNote');
});

test.each([
  ['embargoed', 3000],
  ['scheduled', 4000],
  ['named', 7_200_000],
])('an update that is %s comes at its moment, of which the report tells', async (name, offset) => {
  const files = liveFiles({ [name]: HELD_ENTRIES[name] ?? {} });
  const before = await renderSite(files, { clock: CLOCK + offset - 1 });
  expect(before.report.nextChange).toBe(CLOCK + offset);
  expect(Object.values(before.files).join('')).not.toContain('TOKEN');
  const after = await renderSite(files, { clock: CLOCK + offset });
  expect(after.report.nextChange).toBeNull();
  expect(after.files['politics/2026/05/01/vote/index.html']).toContain(`TOKEN${name} headline`);
  expect(JSON.parse(after.files['politics/2026/05/01/vote/live.json'] ?? '').updates).toHaveLength(
    3,
  );
});

test('an update goes when it expires, of which the report tells', async () => {
  const files = liveFiles({ expiring: { expires: at(500) } });
  const before = await renderSite(files);
  expect(before.report.nextChange).toBe(CLOCK + 500);
  expect(before.files['politics/2026/05/01/vote/index.html']).toContain('TOKENexpiring headline');
  const after = await renderSite(files, { clock: CLOCK + 500 });
  expect(Object.values(after.files).join('')).not.toContain('TOKEN');
});

test('previews show updates that are drafts and those that are to come, never what is withheld or killed', async () => {
  const { files } = await renderSite(liveFiles(), { drafts: true, future: true });
  const page = files['politics/2026/05/01/vote/index.html'];
  for (const name of ['draft', 'olddraft', 'embargoed', 'scheduled', 'named'])
    expect(page).toContain(`TOKEN${name} headline`);
  const text = Object.values(files).join('\n');
  for (const name of ['withheld', 'canceled', 'expired', 'expiring'])
    expect(text).not.toContain(`TOKEN${name}`);
});

test.each([
  ['is a draft', { status: 'draft' }],
  ['is withheld', { status: 'withheld' }],
  ['is under embargo', { embargo: at(1000) }],
  ['has expired', { expires: at(-1) }],
  ['cannot be read', { status: 'draft', headline: null }],
])('of a live blog that %s nothing is shown, whatever its updates say', async (_, keys) => {
  const { report, files } = await renderSite({
    'stories/science/other.md': story({ headline: 'Another story' }),
    [`${VOTE}/index.md`]: story({ headline: 'TOKEN', kind: 'live', ...keys }, '## 10:00 TOKEN\n'),
    [`${VOTE}/1100-first.md`]: story(
      { headline: 'TOKEN', published: null, authors: ['TOKEN'] },
      'TOKEN ![TOKEN](TOKEN.svg)\n',
    ),
    [`${VOTE}/TOKEN.svg`]: 'TOKEN',
  });
  expect(report).toMatchObject({ ok: true, stories: 1 });
  const found = Object.entries(files).filter(
    ([path, text]) => /token/i.test(path) || /token(?!s)/i.test(text),
  );
  expect(found.map(([path]) => path)).toEqual([]);
});
