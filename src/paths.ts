import { createHash } from 'node:crypto';

/** A file of the site's sources: POSIX separators, relative to the site's root (`stories/world/a.md`). */
export type SourcePath = string & { readonly kind: 'source' };
/** A file of the finished site: POSIX separators, relative to the output folder (`world/a/index.html`). */
export type OutputPath = string & { readonly kind: 'output' };
/** A page's address without base path: absolute, NFC, not percent-encoded (`/world/a/`). */
export type UrlPath = string & { readonly kind: 'url' };

export function sourcePath(path: string): SourcePath {
  return path.replaceAll('\\', '/') as SourcePath;
}

/**
 * How the address of a page is written: `/a/b/`, which is the file `a/b/index.html`, or `/a/b`, which is `a/b.html`.
 * Inside of Broadsheet a page stands at `/a/b/` in either case: only what leaves the house differs, files and links.
 */
export type UrlStyle = 'directory' | 'file';

/** What is done to every address of the site before a browser sees it. */
export interface AddressStyle {
  /** Path under which the site is served: `` or `/project`. */
  readonly base: string;
  readonly urls: UrlStyle;
}

/** The file of a page. One whose address has an extension (`/a.html`) is that file. */
export function outputPath(url: UrlPath, urls: UrlStyle): OutputPath {
  const path = url.slice(1);
  if (hasPageExtension(path)) return path as OutputPath;
  const name = path.replace(/\/$/, '');
  if (name === '') return 'index.html' as OutputPath;
  // Hosts would take `topics/index.html` for the page at `/topics/`.
  const isFile = urls === 'file' && !/(?:^|\/)index$/i.test(name);
  return (isFile ? `${name}.html` : `${name}/index.html`) as OutputPath;
}

/** An address as pages write it: a path of this site in the site's style and with its base path. Others stay as they are. */
export function writtenAddress(address: string, { base, urls }: AddressStyle): string {
  if (!/^\/(?!\/)/.test(address)) return address;
  return base + (urls === 'file' ? address.replace(/^([^?#]*[^/?#])\/(?=$|[?#])/, '$1') : address);
}

/**
 * What stands before an address that is relative to the folder of a page, where the page itself is a file: on `/a/b`,
 * `map.svg` of the page's folder is `b/map.svg`.
 */
export function ownFolder(url: UrlPath, urls: UrlStyle): string {
  const isFolder = urls === 'directory' || url === '/' || hasPageExtension(url);
  if (isFolder || outputPath(url, urls).endsWith('/index.html')) return '';
  return `${encodeUrl(basename(url.replace(/\/$/, '')))}/`;
}

/** @param folder see `ownFolder` */
export function relativeTo(folder: string, address: string): string {
  return /^(?:[a-z][a-z0-9+.-]*:|[/#?]|$)/i.test(address) ? address : folder + address;
}

/** The address of a file that belongs to a page: in its folder, or beside a page that has an extension. */
export function fileBeside(address: string, name: string): string {
  const withoutExtension = address.replace(/\.html?$/i, '');
  if (withoutExtension !== address) return `${withoutExtension}.${name}`;
  return address.endsWith('/') ? `${address}${name}` : `${address}/${name}`;
}

/** What a compressed copy is a copy of, which servers send in its place; null for other files. */
export function originalOf(path: string): string | null {
  return /\.(?:br|gz)$/.test(path) ? path.slice(0, -3) : null;
}

/** The addresses under which hosts serve a file, without base path; that by which it is mostly called first. */
export function urlsOf(path: OutputPath, urls: UrlStyle): readonly [UrlPath, ...UrlPath[]] {
  const url = `/${path}` as UrlPath;
  const folder = url.replace(/\/index\.html$/, '/') as UrlPath;
  if (folder !== url) return [folder];
  if (urls === 'directory' || !url.endsWith('.html')) return [url];
  return [url.slice(0, -'.html'.length) as UrlPath, url];
}

/** Percent-encodes an address for an attribute or a header. Letters of all scripts are encoded, as RFC 3986 asks. */
export function encodeUrl(url: string): string {
  if (/^[\w./~-]*$/.test(url)) return url;
  return url
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll('%40', '@')
    .replaceAll('%3A', ':');
}

/**
 * The form under which two addresses are the same place on some host's file system:
 * macOS and Windows fold case, macOS folds Unicode composition as well.
 */
export function fold(path: string): string {
  // Nearly every path is folded as it is.
  if (PLAIN.test(path)) return path;
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** No letter that has a case, an accent or a second form. */
const PLAIN = /^[a-z0-9/._-]*$/;

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Resolves a relative path against a folder; null when it climbs out of the root. */
export function resolveWithin(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

const PAGE_EXTENSION = /\.(?:html?|xml|json|txt)$/i;
function hasPageExtension(path: string): boolean {
  return PAGE_EXTENSION.test(path);
}

// Device names that Windows reserves in every folder, with or without an extension.
const RESERVED_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const RESERVED_PART = /\/(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\//;
const FORBIDDEN_CHARACTER = /[\p{Cc}\\<>:"|?*#]/u;
const MAX_COMPONENT_BYTES = 255;
/** A page may be a file, which may be compressed: `.html.br`. */
const MAX_ADDRESS_PART_BYTES = MAX_COMPONENT_BYTES - '.html.br'.length;
/** Systems hold 4,096 bytes and fewer, of which the folder of the site needs its part. */
const MAX_PATH_BYTES = 1024;

/** Addresses as the pattern of permalinks makes them; every part begins and ends with a letter or a digit. */
const HARMLESS = /^(?:\/[a-z0-9]+(?:-+[a-z0-9]+)*)+\/$/;

export type AddressCheck =
  | { readonly url: UrlPath; readonly shortened: boolean }
  | { readonly reason: string };

/**
 * Turns an address that somebody wrote (a permalink, an alias) into a `UrlPath`, or says why it cannot be one.
 * Nothing that this accepts can name a file outside the output folder on any host.
 */
export function checkAddress(written: string): AddressCheck {
  if (
    HARMLESS.test(written) &&
    written.length <= MAX_ADDRESS_PART_BYTES &&
    !RESERVED_PART.test(written)
  )
    return { url: written as UrlPath, shortened: false };
  let text = written.normalize('NFC');
  // Twice, so that `%252e` cannot hide a dot from a server that decodes once more.
  for (let i = 0; i < 2 && text.includes('%'); i++) {
    try {
      text = decodeURIComponent(text).normalize('NFC');
    } catch {
      return { reason: 'it contains a % that is not followed by two hexadecimal digits' };
    }
  }
  const forbidden = FORBIDDEN_CHARACTER.exec(text);
  if (forbidden) return { reason: `it contains ${describeCharacter(forbidden[0])}` };
  if (!text.startsWith('/')) text = `/${text}`;

  const parts = text.slice(1).split('/');
  let shortened = false;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '') {
      if (isLast) continue;
      return { reason: 'it contains an empty part (two slashes in a row)' };
    }
    if (part === '.' || part === '..')
      return { reason: `it contains "${part}", which would leave the site` };
    if (/[. ]$/.test(part))
      return { reason: `"${part}" ends with a dot or a space, which some systems drop` };
    if (RESERVED_NAME.test(part)) return { reason: `"${part}" is a name that Windows reserves` };
    const short = shortenComponent(part);
    if (short !== part) {
      parts[index] = short;
      shortened = true;
    }
  }
  const path = parts.join('/');
  if (Buffer.byteLength(path) > MAX_PATH_BYTES)
    return { reason: `it is longer than ${MAX_PATH_BYTES} bytes` };
  return { url: `/${path}` as UrlPath, shortened };
}

/** File systems hold 255 bytes a name: a longer one keeps its beginning and gets a hash of the whole. */
function shortenComponent(part: string): string {
  if (Buffer.byteLength(part) <= MAX_ADDRESS_PART_BYTES) return part;
  const extension = /\.[a-z]{1,5}$/i.exec(part)?.[0] ?? '';
  const suffix = `-${createHash('sha256').update(part).digest('hex').slice(0, 10)}${extension}`;
  // Room for the temporary name under which a file is moved into place.
  let room = MAX_COMPONENT_BYTES - 40 - suffix.length;
  let kept = '';
  for (const character of part) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return kept + suffix;
}

const HARMLESS_FILE = /^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.[a-z0-9]+$/;

/** Why a file cannot be written below the output folder, or null. For paths that no person wrote as an address. */
export function whyNotOutput(path: string): string | null {
  if (HARMLESS_FILE.test(path) && path.length <= MAX_COMPONENT_BYTES) return null;
  if (/[\0\\]/.test(path)) return 'it contains a backslash or a NUL character';
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `it is longer than ${MAX_PATH_BYTES} bytes`;
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'it would leave the site';
    if (Buffer.byteLength(part) > MAX_COMPONENT_BYTES)
      return 'a part of it is longer than file systems allow';
  }
  return null;
}

function describeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f
    ? `a control character (code ${code})`
    : `the character ${character}`;
}

/** So begin the names of what lies at the top of a site where it was deployed: which files are ours, so that nothing else is ever deleted. */
export const DEPLOY_NOTE = '.broadsheet-deploy';
