import type { OutputPath, UrlStyle } from '../paths.ts';

/** A file that a host may find at an address. */
interface Candidate {
  readonly path: OutputPath;
  /** Where it belongs, when the address was written otherwise: a host leads there. */
  readonly elsewhere: string | null;
}

/**
 * The files that hosts look for at an address, in their order: relative links in a page would lead elsewhere if it were
 * sent under two addresses.
 *
 * @param inside the address, decoded and without base path: `/a/b/`
 */
export function filesAt(inside: string, urls: UrlStyle): readonly [Candidate, ...Candidate[]] {
  const path = inside.slice(1).normalize('NFC');
  const at = (file: string, elsewhere: string | null = null): Candidate => ({
    path: file as OutputPath,
    elsewhere,
  });
  if (path === '') return [at('index.html')];
  const isFileStyle = urls === 'file';
  if (path.endsWith('/')) {
    const name = path.slice(0, -1);
    return [at(`${path}index.html`), ...(isFileStyle ? [at(`${name}.html`, `/${name}`)] : [])];
  }
  return [
    at(path),
    ...(isFileStyle ? [at(`${path}.html`)] : []),
    at(`${path}/index.html`, `/${path}/`),
  ];
}
