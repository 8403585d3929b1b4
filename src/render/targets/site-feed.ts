import { unreadableFeed } from '../../errors/targets.ts';
import type { Finding, Finished, ShownStory } from './target.ts';

/** A story as the feed of the site carries it. */
export interface FeedItem {
  readonly title: string;
  /** HTML, or plain words where the site wants summaries. */
  readonly content: string;
  readonly shown: ShownStory;
}

/** The feed of the whole site, read back from the file that was made; null for every other file. */
export function readSiteFeed(
  { path, text }: Finished,
  stories: ReadonlyMap<string, ShownStory>,
): { readonly items: readonly FeedItem[]; readonly findings: readonly Finding[] } | null {
  if (path !== 'feed.json') return null;
  try {
    const items: readonly unknown[] = JSON.parse(text).items ?? [];
    return { items: items.flatMap((item) => itemOf(item, stories)), findings: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { items: [], findings: [unreadableFeed(path, reason)] };
  }
}

function itemOf(item: unknown, stories: ReadonlyMap<string, ShownStory>): readonly FeedItem[] {
  if (typeof item !== 'object' || item === null) return [];
  const { url, title, content_html, content_text } = item as Readonly<Record<string, unknown>>;
  const shown = stories.get(String(url));
  const content = content_html ?? content_text ?? '';
  return shown === undefined ? [] : [{ title: String(title), content: String(content), shown }];
}
