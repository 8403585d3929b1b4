/** Element names of HTML, SVG's and MathML's roots among them (WHATWG HTML, section 4, and its obsolete features). */
const ELEMENTS = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas
  caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption
  figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label
  legend li link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option
  output p param picture plaintext pre progress q rp rt ruby s samp script search section select slot small source span
  strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
  video wbr xmp`.split(/\s+/),
);

/** What stands in these is not markup: a sentence about the `<style>` element must not swallow the text after it. */
const RAW_TEXT = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'xmp',
  'plaintext',
  'noembed',
  'noframes',
]);

/** What a reader would have seen or run, and does not, when raw HTML is cleaned. */
const REMOVED = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'applet',
  'form',
  'svg',
  'math',
  'canvas',
]);

const TAG = /^\s*<\/?([a-z][\w:-]*)/i;

function tagName(html: string): string {
  return TAG.exec(html)?.[1]?.toLowerCase() ?? '';
}

/** Looks like a tag and is none: `Vec<String>`, `call <Name>`, or a word about `<style>` in a sentence. */
export function isProse(html: string, isBlock: boolean): boolean {
  const name = tagName(html);
  if (name === '') return false;
  if (RAW_TEXT.has(name)) return !isBlock;
  // Custom elements have a hyphen in their name.
  return !isBlock && !ELEMENTS.has(name) && !name.includes('-');
}

/** The name of an element that cleaning takes away with what it shows, or null. */
export function removedElement(html: string): string | null {
  const name = tagName(html);
  return REMOVED.has(name) && !/^\s*<\//.test(html) ? name : null;
}
