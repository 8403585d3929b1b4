import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CorpusOptions, headingOf, storyText } from './corpus/story.ts';

/**
 * Writes `stories/<section>/<year>/<slug>.md` into a folder, one file for each story. The same options give the same
 * bytes; more stories of the same seed give the same stories and older ones before them.
 */
export function writeCorpus(folder: string, options: CorpusOptions): void {
  for (let index = 0; index < options.stories; index++) writeStory(folder, index, options);
}

/** Writes one story and returns its path below the folder. */
export function writeStory(folder: string, index: number, options: CorpusOptions): string {
  const heading = headingOf(index, options.seed);
  const path = `stories/${heading.path}`;
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, storyText(heading, options));
  return path;
}
