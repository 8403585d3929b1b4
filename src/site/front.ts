import type { Recipe } from '../part.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { FrontView } from '../types/views.ts';

const SECONDARY = 4;
const STRIP = 4;
const OPINION = 3;
/** How far behind the newest story a story may be and still lead the front page. */
const LEAD_WINDOW_MS = 3 * 24 * 3_600_000;

/**
 * The front page: what is most urgent among the newest, then what is newest. Measured from the newest story and not
 * from the clock, so that a page does not change because time passes.
 */
export function frontOf(
  site: Site,
  latestCount: number,
): {
  readonly [Key in Exclude<keyof FrontView, 'site' | 'page' | 'more'>]: Recipe<FrontView[Key]>;
} {
  const { stories } = site;
  const isOpinion = ({ story }: PlacedStory) => story.kind === 'opinion';
  const newest = stories[0]?.story.published.ms ?? 0;
  const recent = stories.filter(
    ({ story }) => story.published.ms >= newest - LEAD_WINDOW_MS && story.kind !== 'opinion',
  );
  const ranked = recent.toSorted((a, b) => a.story.urgency - b.story.urgency);
  const [lead = stories[0], ...others] = ranked;
  const secondary = fillUp(
    others.slice(0, SECONDARY),
    stories,
    SECONDARY,
    (placed) => placed !== lead && !isOpinion(placed),
  );
  const shown = new Set([lead, ...secondary]);
  const breaking = stories.find(
    ({ story }) => story.breaking !== null && story.breaking.ms > site.clock,
  );
  return {
    breaking: breaking?.card ?? null,
    lead: lead?.card ?? null,
    secondary: secondary.map(({ card }) => card),
    latest: take(stories, latestCount, (placed) => !shown.has(placed)).map(({ card }) => card),
    strips: site.sections.map((section) => ({
      section: section.link,
      // Opinion has a place of its own.
      stories: take(
        section.stories,
        STRIP,
        (placed) => !shown.has(placed) && !isOpinion(placed),
      ).map(({ card }) => card),
    })),
    opinion: take(stories, OPINION, isOpinion).map(({ card }) => card),
  };
}

function fillUp(
  chosen: readonly PlacedStory[],
  stories: readonly PlacedStory[],
  count: number,
  accept: (placed: PlacedStory) => boolean,
): readonly PlacedStory[] {
  const more = take(stories, count, (placed) => accept(placed) && !chosen.includes(placed));
  return [...chosen, ...more].slice(0, count);
}

/** The first `count` that are accepted; stops as soon as it has them. */
function take(
  stories: readonly PlacedStory[],
  count: number,
  accept: (placed: PlacedStory) => boolean,
): readonly PlacedStory[] {
  const taken: PlacedStory[] = [];
  for (const placed of stories) {
    if (taken.length === count) break;
    if (accept(placed)) taken.push(placed);
  }
  return taken;
}
