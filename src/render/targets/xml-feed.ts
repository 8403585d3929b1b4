import { SaxesParser } from 'saxes';

/** What a feed in XML says of itself, as far as every reader relies on it. */
export interface XmlFeed {
  /** Why it is no XML, or null. */
  readonly flaw: string | null;
  /** `guid` or `id` of every item. */
  readonly ids: readonly string[];
  readonly hasSelf: boolean;
}

/** Reads a feed as a strict parser does. */
export function readXmlFeed(text: string): XmlFeed {
  const ids: string[] = [];
  const path: string[] = [];
  let hasSelf = false;
  let words = '';
  let flaw: string | null = null;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    flaw ??= error.message;
  });
  parser.on('opentag', ({ local, attributes }) => {
    path.push(local);
    words = '';
    if (local === 'link' && attributes.rel?.value === 'self') hasSelf = true;
  });
  parser.on('text', (part) => {
    words += part;
  });
  parser.on('closetag', ({ local }) => {
    const isId =
      (local === 'guid' && path.at(-2) === 'item') || (local === 'id' && path.at(-2) === 'entry');
    if (isId) ids.push(words.trim());
    path.pop();
  });
  parser.write(text).close();
  return { flaw, ids, hasSelf };
}
