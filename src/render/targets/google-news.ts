import { NAMES } from '../../content/keys.ts';
import { stripTags } from '../../content/markdown/html.ts';
import * as errors from '../../errors/targets.ts';
import type { Finding, ShownStory, Target } from './target.ts';

/** https://developers.google.com/search/docs/appearance/google-discover */
const LEAST_WIDTH = 1200;
const JSON_LD = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/g;

/**
 * What Google says of articles and of Google News: https://developers.google.com/search/docs/appearance/structured-data/article
 * and https://support.google.com/news/publisher-center.
 */
export const googleNews: Target = ({ clock }) => ({
  look: ({ text, story: shown }) =>
    shown === null ? [] : [...lookAtPage(text, shown), ...lookAtStory(shown, clock)],
});

/** What is visible and what is told to machines must be the same. */
function lookAtPage(text: string, { source, address, story }: ShownStory): readonly Finding[] {
  const article = articleIn(text);
  const findings: Finding[] = [];
  if (article === null)
    findings.push({
      source,
      keys: [],
      describe: (place) => errors.noStructuredData(place, address),
    });
  const heading = stripTags(/<h1\b[^>]*>([\s\S]*?)<\/h1>/i.exec(text)?.[1] ?? '').trim();
  const told = String(article?.headline ?? heading);
  if (heading !== told.trim())
    findings.push({
      source,
      keys: NAMES.headline,
      describe: (place) => errors.otherHeadline(place, heading, told),
    });
  if (!text.includes(`datetime="${story.published.iso}"`))
    findings.push({ source, keys: NAMES.published, describe: errors.noVisibleDate });
  return findings;
}

function articleIn(text: string): Readonly<Record<string, unknown>> | null {
  for (const [, json = ''] of text.matchAll(JSON_LD)) {
    try {
      const data: unknown = JSON.parse(json);
      if (typeof data !== 'object' || data === null || !('@type' in data)) continue;
      const types = [data['@type']].flat();
      if (types.some((type) => /NewsArticle$|^AdvertiserContentArticle$/.test(String(type))))
        return { ...data };
    } catch {
      // What cannot be read is none.
    }
  }
  return null;
}

function lookAtStory({ source, story }: ShownStory, clock: number): readonly Finding[] {
  const findings: Finding[] = [];
  const { image, people, byline, changed } = story;
  if (changed.ms > clock)
    findings.push({
      source,
      keys: [...NAMES.updated, ...NAMES.corrections],
      describe: errors.futureDate,
    });
  if (people.length === 0 && byline === null)
    findings.push({ source, keys: NAMES.headline, describe: errors.noAuthor });
  if (image === null) findings.push({ source, keys: NAMES.headline, describe: errors.noPicture });
  const { width, height } = image ?? {};
  if (width && height && width < LEAST_WIDTH) {
    const wanted = `Google Discover shows large pictures from ${LEAST_WIDTH} in width`;
    findings.push({
      source,
      keys: NAMES.image,
      describe: (place) => errors.smallPicture(place, { width, height, wanted }),
    });
  }
  return findings;
}
