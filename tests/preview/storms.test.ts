import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FINDABLE, type Files, story, temporaryFolder, writeFiles } from '../support/site.ts';
import { createRoot, Preview, until } from './preview.ts';

const SITE: Files = {
  'stories/world/a.md': story({ headline: 'Story A', authors: ['Ada Venn'], tags: ['Harbour'] }),
  'stories/world/b.md': story({ headline: 'Story B', published: '2026-05-02T08:00:00Z' }),
  'stories/science/c/index.md': story({
    headline: 'Story C',
    published: '2026-05-03T08:00:00Z',
    image: { src: 'map.svg', alt: 'A map', credit: 'Us' },
  }),
  'stories/science/c/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
  'stories/science/d.md': story({ headline: 'Story D', status: 'draft' }),
  'pages/about.md': story({ headline: 'About', published: null }, 'About us.\n'),
  'public/robots.txt': 'User-agent: *\n',
  'broadsheet.config.json': JSON.stringify({ title: 'The Herald', ...FINDABLE }),
};

const bodyOf = (n: number) => `Paragraph ${n}.\n\n${'More text. '.repeat(n % 40)}\n`;

/** Ways in which editors save. Each gets the path of the file and its new text. */
const EDITORS: readonly [string, (path: string, text: string) => void][] = [
  ['truncates and writes at once', (path, text) => writeFileSync(path, text)],
  [
    'truncates, and writes in pieces',
    (path, text) => {
      const file = openSync(path, 'w');
      for (let at = 0; at < text.length; at += 20) writeSync(file, text.slice(at, at + 20));
      closeSync(file);
    },
  ],
  [
    'writes a temporary file and renames it',
    (path, text) => {
      writeFileSync(`${path}.tmp-1`, text);
      renameSync(`${path}.tmp-1`, path);
    },
  ],
  [
    'keeps a backup while it writes, as Vim does',
    (path, text) => {
      writeFileSync(join(path, '../4913'), '');
      unlinkSync(join(path, '../4913'));
      renameSync(path, `${path}~`);
      writeFileSync(path, text);
      unlinkSync(`${path}~`);
    },
  ],
  [
    'locks with a link, as Emacs does',
    (path, text) => {
      const lock = join(path, '..', '.#lock.md');
      symlinkSync('someone@machine.1234', lock);
      writeFileSync(path, text);
      unlinkSync(lock);
    },
  ],
  [
    'swaps two files, as IntelliJ does',
    (path, text) => {
      writeFileSync(`${path}___jb_tmp___`, text);
      renameSync(path, `${path}___jb_old___`);
      renameSync(`${path}___jb_tmp___`, path);
      unlinkSync(`${path}___jb_old___`);
    },
  ],
  [
    'deletes and writes again',
    (path, text) => {
      unlinkSync(path);
      writeFileSync(path, text);
    },
  ],
  [
    'puts an older file in its place',
    (path, text) => {
      writeFileSync(`${path}.old`, text);
      utimesSync(`${path}.old`, 1_000_000_000, 1_000_000_000);
      renameSync(`${path}.old`, path);
    },
  ],
];

describe('what is served equals a clean build after an editor', () => {
  test.each(EDITORS)('that %s', async (_, save) => {
    const preview = await Preview.watch(createRoot(SITE));
    const path = join(preview.root, 'stories/world/a.md');
    const textOf = (n: number) => story({ headline: 'Story A', tags: ['Harbour'] }, bodyOf(n));
    for (let n = 1; n <= 4; n++) {
      save(path, textOf(n));
      await until(async () =>
        expect(await preview.text('world/2026/05/01/a/')).toContain(`Paragraph ${n}.`),
      );
    }
    // Faster than anything could follow.
    for (let n = 5; n <= 60; n++) save(path, textOf(n));
    await preview.expectTruth();
    save(path, story({ headline: 'Another headline', tags: ['Ferry'] }));
    await preview.expectTruth();
    expect(await preview.text('')).toContain('Another headline');
  });
});

/** What may happen to a site. Each leaves a site that can be built. */
const STORMS: readonly [string, (root: string) => void][] = [
  [
    'a folder is renamed',
    (root) => renameSync(join(root, 'stories/world'), join(root, 'stories/local')),
  ],
  [
    'a folder is renamed to and fro, and edited between',
    (root) => {
      for (let n = 0; n < 12; n++) {
        renameSync(join(root, 'stories/world'), join(root, 'stories/local'));
        writeFiles(root, { 'stories/local/b.md': story({ headline: `Between ${n}` }) });
        renameSync(join(root, 'stories/local'), join(root, 'stories/world'));
      }
    },
  ],
  [
    'the folder of the stories is deleted and comes back',
    (root) => {
      rmSync(join(root, 'stories'), { recursive: true });
      writeFiles(root, SITE);
      writeFiles(root, { 'stories/world/new.md': story({ headline: 'New' }) });
    },
  ],
  [
    'the folder of the stories is replaced by another',
    (root) => {
      writeFiles(root, { 'other/world/x.md': story({ headline: 'Story X' }) });
      renameSync(join(root, 'stories'), join(root, 'old'));
      renameSync(join(root, 'other'), join(root, 'stories'));
    },
  ],
  [
    'the root is deleted and made again',
    (root) => {
      rmSync(root, { recursive: true });
      writeFiles(root, { ...SITE, 'stories/world/a.md': story({ headline: 'Reborn' }) });
    },
  ],
  [
    'the root is moved away, and another takes its place',
    (root) => {
      cpSync(root, `${root}-next`, { recursive: true });
      writeFiles(`${root}-next`, { 'stories/world/next.md': story({ headline: 'Next' }) });
      renameSync(root, `${root}-old`);
      renameSync(`${root}-next`, root);
    },
  ],
  [
    'another branch is checked out',
    (root) => {
      for (let n = 0; n < 80; n++) {
        const path = join(root, `stories/branch/story-${n}.md`);
        mkdirSync(join(path, '..'), { recursive: true });
        writeFileSync(`${path}.lock`, story({ headline: `Branch ${n}` }, bodyOf(n)));
        renameSync(`${path}.lock`, path);
      }
      rmSync(join(root, 'stories/science'), { recursive: true });
      unlinkSync(join(root, 'pages/about.md'));
      writeFiles(root, {
        'stories/world/a.md': story({ headline: 'Another A' }),
        'templates/partials/time.ejs': '<time><%= view.instant.iso %></time>\n',
        'public/custom.css': 'h1 { color: #123456; }\n',
        'public/robots.txt': 'User-agent: none\n',
        'broadsheet.config.json': JSON.stringify({
          title: 'The Branch',
          pageSize: 7,
          url: FINDABLE.url,
        }),
      });
    },
  ],
  [
    'a thousand files come at once',
    (root) => {
      for (let n = 0; n < 1000; n++)
        writeFiles(root, {
          [`stories/world/many/story-${n}.md`]: story({ headline: `One of many ${n}` }),
        });
    },
  ],
  [
    'a file becomes a folder, and a folder a file',
    (root) => {
      unlinkSync(join(root, 'stories/world/a.md'));
      writeFiles(root, { 'stories/world/a.md/index.md': story({ headline: 'Inside' }) });
      rmSync(join(root, 'stories/science/c'), { recursive: true });
      writeFiles(root, { 'stories/science/c': 'No story.\n' });
    },
  ],
  [
    'a file comes in halves',
    (root) => {
      const text = story({ headline: 'In halves' }, bodyOf(30));
      const path = join(root, 'stories/world/half.md');
      for (let at = 0; at <= text.length; at += 7) writeFileSync(path, text.slice(0, at));
      writeFileSync(path, text);
    },
  ],
];

describe('what is served equals a clean build after', () => {
  test.each(STORMS)('%s', async (_, storm) => {
    const preview = await Preview.watch(createRoot(SITE));
    await preview.expectTruth();
    storm(preview.root);
    await preview.expectTruth();
    // It still listens.
    writeFiles(preview.root, { 'stories/world/a2.md': story({ headline: 'Afterwards' }) });
    await until(async () => expect(await preview.text('')).toContain('Afterwards'));
    writeFiles(preview.root, {
      'stories/world/a2.md': story({ headline: 'Afterwards' }, 'Edited afterwards.\n'),
    });
    await preview.expectTruth();
  });
});

test('the site comes back when its root was away for long', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  await preview.expectTruth();
  rmSync(preview.root, { recursive: true });
  await until(() => expect(preview.errors).toEqual(['no-folder']));
  expect(await preview.text('')).toContain('Story A');
  writeFiles(preview.root, { ...SITE, 'stories/world/b.md': story({ headline: 'Second life' }) });
  await preview.expectTruth();
});

test('the stories come back when their folder was away for long', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  await preview.expectTruth();
  rmSync(join(preview.root, 'stories'), { recursive: true });
  await until(() => expect(preview.updates.length).toBeGreaterThan(0));
  writeFiles(preview.root, SITE);
  await preview.expectTruth();
});

test('a change between the first reading and the first watching is not lost', async () => {
  const preview = await Preview.open(createRoot(SITE));
  writeFiles(preview.root, { 'stories/world/a.md': story({ headline: 'Early' }) });
  await preview.expectTruth();
});

test('a site that is reached by a link is watched', async () => {
  const root = createRoot(SITE);
  const link = join(temporaryFolder(), 'link');
  symlinkSync(root, link);
  const preview = await Preview.watch(link);
  writeFiles(root, { 'stories/world/a.md': story({ headline: 'By a link' }) });
  await preview.expectTruth();
});

test('a folder of stories that is a link inside of the site is watched', async () => {
  const { 'stories/world/a.md': text = '' } = SITE;
  const root = createRoot({ 'content/world/a.md': text });
  symlinkSync('content', join(root, 'stories'));
  const preview = await Preview.watch(root);
  expect(preview.session.stories).toBe(1);
  writeFiles(root, { 'content/world/a.md': story({ headline: 'Behind a link' }) });
  await until(async () => expect(await preview.text('')).toContain('Behind a link'));
});

test('editors at work in many files at once', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  let seed = 7;
  const random = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * n);
  };
  for (let round = 0; round < 4; round++) {
    for (let n = 0; n < 150; n++) {
      const path = `stories/${['world', 'science'][random(2)]}/story-${random(20)}.md`;
      const [, save] = EDITORS[random(3)] ?? [];
      const text = story(
        { headline: `Headline ${random(9)}`, status: random(5) === 0 ? 'draft' : 'usable' },
        bodyOf(random(30)),
      );
      if (random(4) === 0) rmSync(join(preview.root, path), { force: true });
      else save?.(join(preview.root, path), text);
      if (random(10) === 0)
        writeFiles(preview.root, { 'public/custom.css': `h1 { order: ${random(9)}; }\n` });
      // Lets the watcher have its turn, so that it hears of some things half-way.
      if (random(6) === 0) await new Promise(setImmediate);
    }
    await preview.expectTruth();
  }
});

test('a picture that is replaced is served as it is now', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  const map = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="8"/>';
  writeFiles(preview.root, { 'stories/science/c/map.svg': map });
  await preview.expectTruth();
  expect(await preview.text('science/2026/05/03/c/map.svg')).toBe(map);
});

test('a preview writes nothing into the site but its own memory', async () => {
  const preview = await Preview.watch(createRoot(SITE));
  await preview.text('');
  const before = readFileSync(join(preview.root, 'stories/world/a.md'), 'utf8');
  writeFiles(preview.root, { 'stories/world/a.md': story({ headline: 'Written' }) });
  await preview.expectTruth();
  expect(before).not.toContain('Written');
  expect(() => readFileSync(join(preview.root, 'dist/index.html'))).toThrow('ENOENT');
});
