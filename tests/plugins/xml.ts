import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const read = (fileName: string) => ({
  fileName,
  contents: readFileSync(join(SCHEMAS, fileName), 'utf8'),
});

/** What libxml2 finds wrong with XML files; nothing when all are well-formed. */
export async function flawsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const xml = Object.entries(files).map(([path, contents]) => ({
    fileName: path.replaceAll('/', '_'),
    contents,
  }));
  if (xml.length === 0) throw new Error('there is no file to look at');
  const { errors } = await validateXML({ xml, normalization: 'format' });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** What is wrong with sitemaps by the published rules, which `schemas/` holds in our own words. */
export async function sitemapFlawsOf(
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const xml = Object.entries(files).map(([path, contents]) => ({
    fileName: path.replaceAll('/', '_'),
    contents,
  }));
  const { errors } = await validateXML({
    xml,
    schema: [read('sitemap.xsd')],
    preload: [read('news.xsd'), read('image.xsd')],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** Files of a site whose paths match. */
export function filesLike(
  files: Readonly<Record<string, string>>,
  pattern: RegExp,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => pattern.test(path)));
}
