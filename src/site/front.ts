import type { Recipe } from '../part.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { Pin } from '../types/story.ts';
import type { FrontView } from '../types/views.ts';
import { isRetracted } from './card.ts';

/** How far behind the newest story a story may be and still lead the front page. */
const LEAD_WINDOW_MS = 3 * 24 * 3_600_000;
/** A section's stories on the front page, when the configuration does not say. */
const STRIP = 4;

type FrontParts = {
  readonly [Key in Exclude<keyof FrontView, 'site' | 'page' | 'head' | 'more'>]: Recipe<
    FrontView[Key]
  >;
};

/**
 * The front page: what an editor put in its place, then what is most urgent among the newest, then what is newest.
 * Measured from the newest story and not from the clock, so that a page does not change because time passes.
 */
export function frontOf(site: Site): FrontParts {
  const stories = site.stories.filter(({ story }) => !isRetracted(story));
  const { secondary: beside, latest, opinion, strips } = site.config.theme.front;
  const stripsShown = stripsOf(site, strips);
  const bands = stripsShown.map(({ section }) => section.slug);
  const pinned = pinnedStories(site, opinion > 0 ? ['opinion', ...bands] : bands);
  const shown = new Set<PlacedStory>();
  /** The first of the candidates that are not shown yet. */
  const choose = (count: number, candidates: Iterable<PlacedStory>) => {
    const chosen = take(count, candidates, (placed) => !shown.has(placed));
    for (const placed of chosen) shown.add(placed);
    return chosen;
  };

  const ranked = rank(stories).filter((placed) => !pinned.has(placed));
  const free = stories.filter((placed) => !pinned.has(placed));
  const [lead] = choose(1, [...pinned.in('lead'), ...ranked, ...free]);
  const secondary = choose(beside, [
    ...pinned.in('secondary'),
    // An editor who pins two leads means both for the top.
    ...pinned.in('lead'),
    ...ranked,
    ...free.filter((placed) => !isOpinion(placed)),
  ]);
  const breaking = stories.find(
    ({ story }) => story.breaking !== null && story.breaking.ms > site.clock,
  );
  return {
    breaking: breaking?.card ?? null,
    breakingUntil: breaking?.story.breaking ?? null,
    lead: lead?.card ?? null,
    secondary: secondary.map(({ card }) => card),
    latest: take(latest, free, (placed) => !shown.has(placed)).map(({ card }) => card),
    strips: stripsShown.map(({ section, count }) => ({
      section: section.link,
      stories: take(
        count,
        [
          ...pinned.in(section.slug),
          ...section.stories.filter(
            (placed) =>
              !pinned.has(placed) &&
              !isRetracted(placed.story) &&
              // Opinion has a place of its own.
              (opinion === 0 || !isOpinion(placed)),
          ),
        ],
        (placed) => !shown.has(placed),
      ).map(({ card }) => card),
    })),
    opinion: take(
      opinion,
      [...pinned.in('opinion'), ...free.filter(isOpinion)],
      (placed) => !shown.has(placed),
    ).map(({ card }) => card),
  };
}

function isOpinion({ story }: PlacedStory): boolean {
  return story.kind === 'opinion';
}

/** The newest days' stories, the most urgent first. */
function rank(newestFirst: readonly PlacedStory[]): readonly PlacedStory[] {
  const newest = newestFirst[0]?.story.published.ms ?? 0;
  const recent = newestFirst.filter(
    (placed) =>
      placed.story.published.ms >= newest - LEAD_WINDOW_MS &&
      !isOpinion(placed) &&
      placed.story.kind !== 'sponsored',
  );
  return recent.sort((a, b) => a.story.urgency - b.story.urgency);
}

function stripsOf({ sections }: Site, chosen: Site['config']['theme']['front']['strips']) {
  if (chosen === null) return sections.map((section) => ({ section, count: STRIP }));
  return chosen.flatMap(({ section: slug, count }) => {
    const section = sections.find((each) => each.slug === slug);
    return section === undefined ? [] : [{ section, count }];
  });
}

interface Pinned {
  in(slot: string): readonly PlacedStory[];
  /** It has a place of its own further down, and stands in no place that is filled by itself. */
  has(placed: PlacedStory): boolean;
}

/**
 * The stories that have a slot now, by slot: those of the configuration first, then the newest.
 *
 * @param bands slots below the top of the page that are shown
 */
function pinnedStories({ stories, config, clock }: Site, bands: readonly string[]): Pinned {
  const bySlot = new Map<string, PlacedStory[]>();
  const pin = ({ slot, until }: Pin, placed: PlacedStory) => {
    if (until !== null && until.ms <= clock) return;
    if (isRetracted(placed.story)) return;
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), placed]);
  };
  for (const each of config.theme.front.pins) {
    const placed = stories.find(({ story }) => story.source === each.story);
    if (placed) pin(each, placed);
  }
  for (const placed of stories) if (placed.story.pin !== null) pin(placed.story.pin, placed);
  const below = new Set(bands.flatMap((slot) => bySlot.get(slot) ?? []));
  return { in: (slot) => bySlot.get(slot) ?? [], has: (placed) => below.has(placed) };
}

/** The first `count` that are accepted, each once; stops as soon as it has them. */
function take(
  count: number,
  candidates: Iterable<PlacedStory>,
  accept: (placed: PlacedStory) => boolean,
): readonly PlacedStory[] {
  const taken: PlacedStory[] = [];
  for (const placed of candidates) {
    if (taken.length === count) break;
    if (accept(placed) && !taken.includes(placed)) taken.push(placed);
  }
  return taken;
}
