import { NAMES } from '../../content/keys.ts';
import { stripTags } from '../../content/markdown/html.ts';
import * as errors from '../../errors/targets.ts';
import { lookAtSiteFeed } from './site-feed.ts';
import type { Finding, Target } from './target.ts';

const TITLE = { least: 15, most: 60 };
const LINK = /<a\s[^<>]*>([\s\S]*?)<\/a>/gi;
const READ_MORE = /^(?:read more|continue reading|read the (?:full|whole) (?:story|article))\b/i;

/** What Apple says of feeds: https://support.apple.com/guide/news-publisher/welcome/icloud */
export const appleNews: Target = ({ stories }) =>
  lookAtSiteFeed(stories, (items) => {
    const findings: Finding[] = [];
    for (const { title, content, shown } of items) {
      const { source } = shown;
      const length = [...title].length;
      if (length < TITLE.least || length > TITLE.most) {
        findings.push({
          source,
          keys: NAMES.headline,
          describe: (place) => errors.feedTitleLength(place, length),
        });
      }
      if (/<\/?[a-z][^<>]*>|&[a-z]+;/i.test(title))
        findings.push({ source, keys: NAMES.headline, describe: errors.feedTitleMarkup });
      for (const [, inside = ''] of content.matchAll(LINK)) {
        const words = stripTags(inside).trim();
        if (READ_MORE.test(words))
          findings.push({
            source,
            keys: [],
            describe: (place) => errors.readMore(place, words),
          });
      }
    }
    return findings;
  });
