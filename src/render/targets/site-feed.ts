import { noFeed, unreadableFeed } from '../../errors/targets.ts';
import type { Finding, Finished, ShownStory } from './target.ts';

/** A story as the feed of the site carries it. */
export interface FeedItem {
  readonly title: string;
  /** HTML, or plain words where the site wants summaries. */
  readonly content: string;
  readonly shown: ShownStory;
}

/** Looks at the feed of the whole site, read back from the file that was made. There must be one. */
export function lookAtSiteFeed(
  stories: ReadonlyMap<string, ShownStory>,
  lookAt: (items: readonly FeedItem[]) => readonly Finding[],
): {
  readonly look: (finished: Finished) => readonly Finding[];
  readonly finish: () => readonly Finding[];
} {
  let isThere = false;
  return {
    look({ path, text }) {
      if (path !== 'feed.json') return [];
      isThere = true;
      try {
        const items: readonly unknown[] = JSON.parse(text).items ?? [];
        return lookAt(items.flatMap((item) => itemOf(item, stories)));
      } catch (error) {
        return [unreadableFeed(path, error instanceof Error ? error.message : String(error))];
      }
    },
    finish: () => (isThere ? [] : [noFeed()]),
  };
}

function itemOf(item: unknown, stories: ReadonlyMap<string, ShownStory>): readonly FeedItem[] {
  if (typeof item !== 'object' || item === null) return [];
  const { url, title, content_html, content_text } = item as Readonly<Record<string, unknown>>;
  const shown = stories.get(String(url));
  const content = content_html ?? content_text ?? '';
  return shown === undefined ? [] : [{ title: String(title), content: String(content), shown }];
}
