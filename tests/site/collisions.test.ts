import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../src/paths.ts';
import { findCollisions } from '../../src/site/collisions.ts';
import type { PlannedFile } from '../../src/types/page.ts';
import { type Files, renderSite, story } from '../support/site.ts';

async function clashOf(files: Files): Promise<string> {
  const { report, files: written } = await renderSite(files);
  expect(report.ok).toBe(false);
  expect(written).toEqual({});
  const clash = report.problems.find(({ code }) => code === 'duplicate-url');
  return `${clash?.file}:${clash?.line} ${clash?.message}`;
}

test('two stories with one address are an error that names both', async () => {
  const message = await clashOf({
    'stories/world/a.md': story({ slug: 'same' }),
    'stories/world/b.md': story({ slug: 'same' }),
  });
  expect(message).toContain('stories/world/a.md and stories/world/b.md');
  expect(message).toMatch(/^stories\/world\/b\.md:4 /);
});

test.each<[string, Files, string]>([
  [
    'an alias and a story',
    { 'stories/a.md': story({ permalink: '/x/' }), 'stories/b.md': story({ aliases: ['/x/'] }) },
    'stories/b.md (alias)',
  ],
  [
    'an alias and a section',
    { 'stories/world/a.md': story({ aliases: ['/world/'] }) },
    'the section "World"',
  ],
  [
    'a story and a topic',
    { 'stories/a.md': story({ permalink: '/topics/rail/', tags: ['Rail'] }) },
    'the topic "Rail"',
  ],
  ['a public file and the front page', { 'public/index.html': 'x' }, 'the front page'],
  [
    'a standing page and a section',
    { 'pages/world.md': story(), 'stories/world/a.md': story() },
    'pages/world.md',
  ],
  [
    'addresses that differ in case',
    { 'stories/a.md': story({ permalink: '/About/' }), 'pages/about.md': story() },
    'pages/about.md and stories/a.md',
  ],
  [
    'addresses that differ in composition',
    { 'stories/a.md': story({ permalink: '/caf\u00e9/' }), 'public/cafe\u0301/index.html': 'x' },
    'public/cafe\u0301/index.html',
  ],
  [
    'a file and a folder',
    { 'public/world': 'a file', 'stories/world/a.md': story() },
    '"world" would have to be a file and a folder',
  ],
])('%s at one address are an error', async (_, files, named) => {
  expect(await clashOf(files)).toContain(named);
});

test('names of topics that differ only in case are one topic', async () => {
  const { report, files } = await renderSite({
    'stories/a.md': story({ tags: ['Rail', 'rail'] }),
    'stories/b.md': story({ tags: ['RAIL'] }),
  });
  expect(report.problems).toEqual([]);
  expect(files['topics/rail/index.html']).toContain('/news/2026/05/01/b/');
});

test('whatever folds to one path is found', () => {
  const file = (path: string): PlannedFile => ({
    type: 'text',
    path: path as PlannedFile['path'],
    phase: 'list',
    origin: path,
    owner: null,
    text: '',
  });
  const part = fc.constantFrom('a', 'A', 'é', 'e\u0301', 'ß', 'İ', 'x');
  fc.assert(
    fc.property(
      fc.array(
        fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
        { maxLength: 6 },
      ),
      (paths) => {
        const folded = paths.map(fold);
        const clashes = folded.some((path, i) =>
          folded.some((other, j) => i !== j && (path === other || path.startsWith(`${other}/`))),
        );
        expect(findCollisions(paths.map(file), 'directory').length > 0).toBe(clashes);
      },
    ),
  );
});
