import type { Part } from '../part.ts';
import type { LatestQuery, Queries } from '../types/query.ts';
import type { PlacedStory, Site } from '../types/site.ts';
import type { Card } from '../types/views.ts';

const DEFAULT_COUNT = 5;
const MAX_COUNT = 100;

/** Answers the questions of templates from the index of the site. */
export function createQueries(site: Site): Queries {
  const bySource = new Map(site.stories.map((placed) => [placed.story.source as string, placed]));
  const latest = ({
    section,
    topic,
    author,
    kind,
    count = DEFAULT_COUNT,
  }: LatestQuery): readonly Part<Card>[] => {
    const pool =
      section !== undefined
        ? groupOf(site.sections, section)
        : topic !== undefined
          ? groupOf(site.topics, topic)
          : author !== undefined
            ? groupOf(site.authors, author)
            : site.stories;
    const limit = count >= 0 ? Math.min(count, MAX_COUNT) : DEFAULT_COUNT;
    const cards: Part<Card>[] = [];
    for (const { story, card } of pool) {
      if (cards.length >= limit) break;
      if (kind === undefined || story.kind === kind) cards.push(card);
    }
    return cards;
  };
  return (question) =>
    question.ask === 'latest'
      ? latest(question.query)
      : (bySource.get(question.source)?.card ?? null);
}

function groupOf(
  groups: readonly { readonly slug: string; readonly stories: readonly PlacedStory[] }[],
  slug: string,
): readonly PlacedStory[] {
  return groups.find((group) => group.slug === slug)?.stories ?? [];
}
