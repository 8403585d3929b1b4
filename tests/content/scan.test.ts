import { expect, test } from 'vitest';
import { scanSources } from '../../src/content/scan.ts';
import { createSiteFolder, places, story } from '../support/site.ts';

test('sources are listed in one order, whatever the order of the disk is', () => {
  const names = ['b', 'a', 'Z', 'é', 'aa', '10', '9'].map((name) => `stories/world/${name}.md`);
  const listed = (paths: string[]) =>
    scanSources(createSiteFolder(Object.fromEntries(paths.map((path) => [path, story()])))).stories;
  expect(listed(names)).toEqual([...names].sort());
  expect(listed(names.toReversed())).toEqual(listed(names));
});

test('what people do not mean to publish is passed over', () => {
  const { stories, files, publicFiles, problems } = scanSources(
    createSiteFolder({
      'stories/a.md': story(),
      'stories/.hidden.md': story(),
      'stories/.obsidian/x.md': story(),
      'stories/.DS_Store': '',
      'stories/notes.txt': '',
      'stories/b.MARKDOWN': story(),
      'stories/world/_index.md': story(),
      'public/.well-known/x': '',
      'public/.DS_Store': '',
      'public/Thumbs.db': '',
      'public/.git/config': '',
    }),
  );
  expect(stories).toEqual(['stories/a.md', 'stories/b.MARKDOWN']);
  expect(files).toEqual(['stories/notes.txt']);
  expect(publicFiles).toEqual(['public/.well-known/x']);
  expect(places({ problems })).toEqual(['stories/world/_index.md section-file']);
});
