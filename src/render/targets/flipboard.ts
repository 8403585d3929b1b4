import { NAMES } from '../../content/keys.ts';
import { stripTags } from '../../content/markdown/html.ts';
import * as errors from '../../errors/targets.ts';
import { lookAtSiteFeed } from './site-feed.ts';
import type { Finding, Target } from './target.ts';

const LEAST_CHARACTERS = 300;
const LEAST_SIDE = 500;
const LEAST_ITEMS = 20;

/** What Flipboard says of feeds: https://about.flipboard.com/rss-spec/ */
export const flipboard: Target = ({ stories }) =>
  lookAtSiteFeed(stories, (items) => {
    const findings: Finding[] = [];
    if (items.length < LEAST_ITEMS) findings.push(errors.fewFeedItems(items.length));
    for (const { content, shown } of items) {
      const { source, story } = shown;
      const length = [...stripTags(content).trim()].length;
      if (length < LEAST_CHARACTERS) {
        findings.push({
          source,
          keys: NAMES.summary,
          describe: (place) => errors.shortFeedText(place, length),
        });
      }
      const { width, height } = story.image ?? {};
      if (story.image === null)
        findings.push({ source, keys: NAMES.headline, describe: errors.noPicture });
      else if (width && height && Math.min(width, height) < LEAST_SIDE) {
        const wanted = `Flipboard wants ${LEAST_SIDE} on the shorter side`;
        findings.push({
          source,
          keys: NAMES.image,
          describe: (place) => errors.smallPicture(place, { width, height, wanted }),
        });
      }
    }
    return findings;
  });
