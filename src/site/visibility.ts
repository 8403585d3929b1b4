import type { Visibility } from '../types/site.ts';
import type { Instant, StandingPage, Story } from '../types/story.ts';

export interface Release {
  /** The one clock of the run, in milliseconds. */
  readonly clock: number;
  /** Show drafts. */
  readonly drafts: boolean;
  /** Show what is scheduled or embargoed. */
  readonly future: boolean;
}

/** Whether a story or a standing page is public at that moment. A moment that is exactly reached has come. */
export function visibilityOf(story: Timed, clock: number): Visibility {
  if (story.status !== 'usable') return story.status;
  if (isAhead(story.embargo, clock)) return 'embargoed';
  if (story.expires !== null && story.expires.ms <= clock) return 'expired';
  if (isAhead(story.published, clock)) return 'scheduled';
  return 'published';
}

type Timed = Pick<StandingPage, 'status' | 'embargo' | 'expires' | 'published'>;

export function isShown(content: Timed, { clock, drafts, future }: Release): boolean {
  // A draft is still subject to its embargo and its expiry.
  const status = content.status === 'draft' && drafts ? 'usable' : content.status;
  const visibility = visibilityOf({ ...content, status }, clock);
  return (
    visibility === 'published' ||
    (future && (visibility === 'embargoed' || visibility === 'scheduled'))
  );
}

/** The next moment at which the site changes by itself, or null: when a scheduled build must run. */
export function nextChange(
  contents: Iterable<Story | StandingPage>,
  { clock, drafts }: Release,
): number | null {
  let next: number | null = null;
  for (const content of contents) {
    if (content.status !== 'usable' && !(content.status === 'draft' && drafts)) continue;
    const { published, embargo, expires } = content;
    const ofStory =
      'breaking' in content ? [content.breaking, content.image?.rightsExpire ?? null] : [];
    for (const instant of [published, embargo, expires, ...ofStory]) {
      if (instant !== null && instant.ms > clock && (next === null || instant.ms < next))
        next = instant.ms;
    }
  }
  return next;
}

function isAhead(instant: Instant | null, clock: number): boolean {
  return instant !== null && instant.ms > clock;
}
