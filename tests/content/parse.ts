import { type Parsed, unpackRow } from '../../src/content/row.ts';
import { packStory } from '../../src/content/story.ts';
import { createZone } from '../../src/content/zone.ts';
import { digest } from '../../src/hash.ts';
import { sourcePath } from '../../src/paths.ts';
import type { Problem } from '../../src/types/problem.ts';
import type { Copy, Story } from '../../src/types/story.ts';

const LONDON = createZone('Europe/London');

/** Parses a story's file as it is. */
export function parseText(text: string | Buffer, source = 'stories/world/a.md', zone = LONDON) {
  const bytes = Buffer.from(text);
  return unpackRow<Story>(
    packStory({ source: sourcePath(source), bytes, hash: digest(bytes), cut: null, zone }),
  );
}

/** Parses a story whose front matter has these lines of YAML below a headline and a date. */
export function parseKeys(yaml: string, body = 'Words.\n', source?: string): Parsed<Story> {
  return parseText(`---\nheadline: A\npublished: 2026-05-01\n${yaml}\n---\n${body}`, source);
}

/** A story with its copy beside its facts. */
type WholeStory = Omit<Story, 'copy' | 'image'> &
  Omit<Copy, 'image'> & { readonly image: (Story['image'] & Copy['image']) | null };

/** The story, which must be one. */
export function storyOf({ content, problems }: Parsed<Story>): WholeStory {
  if (content === null) throw new Error(`No story: ${JSON.stringify(problems)}`);
  const { copy, image, ...facts } = content;
  const { image: words, ...rest } = copy.value;
  return { ...facts, ...rest, image: image && words && { ...image, ...words } };
}

/** `3:9 bad-date`, as tests compare problems. Warnings are marked. */
export function marks(problems: readonly Problem[]): string[] {
  return problems.map(
    ({ severity, line, column, code }) =>
      `${line}:${column} ${code}${severity === 'warning' ? ' (warning)' : ''}`,
  );
}
