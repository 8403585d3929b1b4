import type { Survey } from '../content/survey.ts';
import type { Config } from '../types/config.ts';
import type { Instant, StandingPage, Story } from '../types/story.ts';
import { datedEntries } from './entries.ts';
import type { Release } from './visibility.ts';

/** The next moment (milliseconds) at which the site changes by itself, or null: when a scheduled build must run. */
export function nextChange(
  survey: Pick<Survey, 'stories' | 'pages' | 'entries'>,
  config: Pick<Config, 'timeZone' | 'theme'>,
  { clock, drafts }: Release,
): number | null {
  let next: number | null = null;
  for (const instant of momentsOf(survey, config, drafts)) {
    if (instant !== null && instant.ms > clock && (next === null || instant.ms < next))
      next = instant.ms;
  }
  return next;
}

/** The earlier of two moments, of which each may never come. */
export function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

/** Every moment at which something of the site begins or ends. */
function* momentsOf(
  { stories, pages, entries }: Pick<Survey, 'stories' | 'pages' | 'entries'>,
  config: Pick<Config, 'timeZone' | 'theme'>,
  drafts: boolean,
): Iterable<Instant | null> {
  const counts = ({ status }: Pick<Story, 'status'>) =>
    status === 'usable' || (status === 'draft' && drafts);
  for (const { content: story } of stories) {
    if (!story || !counts(story)) continue;
    yield* visibilityMoments(story);
    yield story.breaking;
    yield story.image?.rightsExpire ?? null;
    yield story.pin?.until ?? null;
    if (story.kind === 'live') yield story.ended;
  }
  for (const { content: page } of pages) if (page && counts(page)) yield* visibilityMoments(page);
  for (const { entry, at } of datedEntries({ config, stories, entries }))
    if (entry && counts(entry)) yield* visibilityMoments({ ...entry, published: at });
  for (const { until } of config.theme.front.pins) yield until;
}

function visibilityMoments({
  published,
  embargo,
  expires,
}: Pick<StandingPage, 'published' | 'embargo' | 'expires'>): readonly (Instant | null)[] {
  return [published, embargo, expires];
}
