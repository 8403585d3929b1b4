import type { Visibility } from '../types/site.ts';
import type { Instant, StandingPage } from '../types/story.ts';

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

function isAhead(instant: Instant | null, clock: number): boolean {
  return instant !== null && instant.ms > clock;
}
