/** Turns words into one part of an address. */
export type Slugger = (words: string) => string;

/** Keeps letters and digits of all scripts. */
const unicodeSlug: Slugger = (words) => (isSlug(words) ? words : slugOf(words));

/** Most files are named by what is a slug already. */
function isSlug(words: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(words);
}

function slugOf(words: string): string {
  return words
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/['’ʼ]/g, '')
    .replace(/&/g, ' and ')
    .replace(/\+/g, ' plus ')
    .replace(/#/g, ' sharp ')
    .replace(/[^\p{L}\p{N}\p{M}_]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

export async function createSlugger(mode: 'unicode' | 'ascii'): Promise<Slugger> {
  if (mode === 'unicode') return unicodeSlug;
  const { default: slugify } = await import('@sindresorhus/slugify');
  return (words) => slugify(words.replaceAll('#', ' sharp ').replaceAll('+', ' plus '));
}

/** Why a name cannot become an address, or null. It would be harmless after slugging; it is also no honest name. */
export function dishonestName(name: string): string | null {
  if (/(?:^|[\\/])\.{1,2}(?:[\\/]|$)|%(?:2e|2f|5c)/i.test(name)) return 'it contains a path';
  if (/[\p{Cc}\\]/u.test(name)) return 'it contains a control character or a backslash';
  return null;
}
