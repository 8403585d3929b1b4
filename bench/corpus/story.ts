import { posix } from 'node:path';
import { writeBody } from './body.ts';
import { publishedAt, timestamp } from './calendar.ts';
import { writeFrontMatter } from './front-matter.ts';
import { SECTIONS } from './names.ts';
import { slugOf, write } from './prose.ts';
import { Random } from './random.ts';

/** Which corpus: everything in it follows from these two numbers. */
export interface CorpusOptions {
  /** How many stories; index 0 is the newest. */
  readonly stories: number;
  readonly seed: number;
}

/** What other stories need to know of a story in order to link to it. */
export interface Heading {
  readonly index: number;
  readonly section: string;
  readonly headline: string;
  /** Wall-clock time in milliseconds; see calendar.ts. */
  readonly published: number;
  /** Below `stories/`: `city/2025/a-bridge-closes-3f.md`. */
  readonly path: string;
}

/** Links lead to stories of the same hundred, so that a story does not depend on how many there are. */
const LINK_RANGE = 100;

/** Heading of a story. Stories with negative indexes are newer than story 0, -1 being the oldest of them. */
export function headingOf(index: number, seed: number): Heading {
  const random = new Random(seed, index, 1);
  const section = random.pickSkewed(SECTIONS, 1.4);
  const headline = write('headline', random);
  const published = publishedAt(index, random.between(0, 39));
  // Two stories may have one headline; the number tells their files apart.
  const id = index < 0 ? `n${-index}` : index.toString(36);
  const year = timestamp(published).slice(0, 4);
  const path = `${section}/${year}/${slugOf(headline)}-${id}.md`;
  return { index, section, headline, published, path };
}

/** The whole file: front matter and some 600 words of markdown. */
export function storyText(heading: Heading, { stories, seed }: CorpusOptions): string {
  const { index, path } = heading;
  const random = new Random(seed, index, 2);
  const frontMatter = writeFrontMatter(heading, random);
  const target = random.chance(0.4) ? linkTarget(index, random) : null;
  const link =
    target === null || target >= stories
      ? null
      : posix.relative(posix.dirname(path), headingOf(target, seed).path);
  return `---\n${frontMatter}---\n\n${writeBody(random, link)}`;
}

/** An older story of the same hundred, or null for the oldest of them. */
function linkTarget(index: number, random: Random): number | null {
  const oldest = Math.floor(index / LINK_RANGE) * LINK_RANGE + LINK_RANGE - 1;
  return index === oldest ? null : random.between(index + 1, oldest);
}
