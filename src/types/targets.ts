/** Those whose published rules `check` knows. */
export const TARGET_NAMES = ['google-news', 'apple-news', 'flipboard', 'rss'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];
