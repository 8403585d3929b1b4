import { NAMES } from '../content/keys.ts';
import type { KeyProblem } from '../errors/problem.ts';
import * as errors from '../errors/site.ts';
import { suggest } from '../errors/suggest.ts';
import type { SourcePath } from '../paths.ts';
import type { Site } from '../types/site.ts';
import { publicFile } from './references.ts';

interface Known {
  /** Every story of the site, visible or not: one that waits for its time may be pinned already. */
  readonly stories: readonly SourcePath[];
  readonly publicFiles: readonly SourcePath[];
}

/** Finds settings of the theme that name what is not there: slots, stories, sections, fonts. */
export function checkFront(
  { stories, sections, config }: Site,
  known: Known,
): readonly KeyProblem[] {
  const { front, fonts } = config.theme;
  const slugs = sections.map(({ slug }) => slug);
  const slots = ['lead', 'secondary', 'opinion', ...slugs];
  const problems: KeyProblem[] = [];
  const report = (describe: KeyProblem['describe'], source: SourcePath | '' = '') =>
    problems.push({ source, keys: NAMES.pin, describe });
  const checkSlot = (slot: string, source?: SourcePath) => {
    if (slots.includes(slot)) return;
    const words = { slot, known: slots, guess: suggest(slot, slots) };
    report((place) => errors.unknownSlot(place, words), source);
  };

  for (const { story } of stories) if (story.pin !== null) checkSlot(story.pin.slot, story.source);
  for (const { slot, story } of front.pins) {
    checkSlot(slot);
    if (!known.stories.includes(story as SourcePath))
      report(() => errors.unknownPin(story, suggest(story, known.stories)));
  }
  for (const { section } of front.strips ?? []) {
    if (!slugs.includes(section))
      report(() => errors.unknownStrip(section, { known: slugs, guess: suggest(section, slugs) }));
  }
  for (const { url, packaged } of fonts.web?.faces ?? []) {
    if (packaged === null && !known.publicFiles.includes(publicFile(url)))
      report(() => errors.missingFont(url));
  }
  return problems;
}
