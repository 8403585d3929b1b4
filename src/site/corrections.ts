import type { Recipe } from '../part.ts';
import type { Page } from '../types/page.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { Correction } from '../types/story.ts';
import type { CorrectionsView } from '../types/views.ts';
import { planPages } from './lists.ts';
import { pageAt, type ViewOf } from './page.ts';

export const CORRECTIONS_URL = '/corrections/';

interface Notice {
  readonly placed: PlacedStory;
  readonly correction: Correction;
}

/** What was put right in all stories, the latest first. */
export function planCorrections(site: Site, viewOf: ViewOf): Page[] {
  const notices = site.stories
    .flatMap((placed) => placed.story.corrections.map((correction) => ({ placed, correction })))
    // Notices of one moment stay in the order of their stories.
    .sort((a, b) => b.correction.date.ms - a.correction.date.ms);
  return planPages(
    site,
    { url: CORRECTIONS_URL, items: notices },
    ({ items, url, older, newer }) => {
      const view: Recipe<CorrectionsView> = {
        ...viewOf({ kind: 'corrections', url, title: site.config.title }),
        corrections: items.map(viewOfNotice),
        older,
        newer,
      };
      return pageAt(site, {
        url,
        template: 'corrections.ejs',
        phase: 'list',
        origin: 'the list of corrections',
        view,
      });
    },
  );
}

function viewOfNotice({ placed, correction }: Notice): Recipe<CorrectionsView['corrections'][0]> {
  const { date, kind, text } = correction;
  return { story: placed.card, date, kind, text };
}
