import { isMarkdown, isPublicPicture } from '../content/body.ts';
import { suggest } from '../errors/suggest.ts';
import { basename, dirname, resolveWithin, type SourcePath, type UrlPath } from '../paths.ts';
import type { LinkTable, LinkTarget, PictureFile, Size } from '../types/page.ts';
import type { Severity } from '../types/problem.ts';
import type { StoryFile } from '../types/site.ts';

/** Of pictures, by source. */
type Sizes = ReadonlyMap<SourcePath, PictureFile>;

/** What a source path leads to; `null` is a story that is not public, or that has an error of its own. */
export type Addresses = ReadonlyMap<string, UrlPath | null>;

interface Referrer {
  readonly source: SourcePath;
  readonly url: UrlPath;
  readonly severity: { readonly links: Severity; readonly images: Severity };
}

/** Resolves what stories refer to: other stories by source path, and files beside them, which are then published. */
export class References {
  readonly #addresses: Addresses;
  /** Files under `stories/` and `pages/`, by composed name. */
  readonly #files: ReadonlyMap<string, SourcePath>;
  readonly #sizes: Sizes;
  readonly #href: (url: string) => string;
  /** Files to publish, by address: two references to one file are one. */
  readonly #published = new Map<string, StoryFile>();
  readonly #names: Partial<Record<'stories' | 'files', Names>> = {};

  constructor(
    addresses: Addresses,
    { files, sizes }: { readonly files: Iterable<SourcePath>; readonly sizes: Sizes },
    href: (url: string) => string,
  ) {
    this.#addresses = addresses;
    this.#sizes = sizes;
    this.#files = new Map([...files].map((file) => [file.normalize('NFC'), file]));
    this.#href = href;
  }

  get published(): readonly StoryFile[] {
    return [...this.#published.values()];
  }

  table(referrer: Referrer, references: readonly string[]): LinkTable {
    if (references.length === 0) return EMPTY;
    const table: Record<string, LinkTarget> = Object.create(null);
    for (const reference of references) {
      if (isPublicPicture(reference)) {
        const size = this.#sizeOf(publicFile(reference));
        if (size) table[reference] = { kind: 'found', href: this.#href(reference), size };
        continue;
      }
      // A candidate that is no file may still be a link for browsers (`../`); only a picture complains.
      table[reference] = isMarkdown(reference)
        ? this.#story(referrer, reference)
        : this.file(referrer, reference);
    }
    return Object.freeze(table);
  }

  #story(referrer: Referrer, reference: string): LinkTarget {
    const severity = referrer.severity.links;
    const paths = candidates(referrer.source, reference);
    if (paths.length === 0) return { kind: 'outside', severity };
    for (const path of paths) {
      const url = this.#addresses.get(path.normalize('NFC'));
      if (url === null) return { kind: 'held' };
      if (url !== undefined) return { kind: 'found', href: this.#href(url) };
    }
    return {
      kind: 'missing',
      severity,
      guess: this.#guess(referrer, reference, 'stories'),
    };
  }

  /** A page changes when a picture on it has other sides, and not when its file has other bytes. */
  #sizeOf(source: SourcePath): Size | undefined {
    const file = this.#sizes.get(source);
    return file && { width: file.width, height: file.height };
  }

  /** A file beside the story, or elsewhere under the folders of content. */
  file(referrer: Referrer, reference: string): LinkTarget {
    const severity = referrer.severity.images;
    const path = resolveWithin(dirname(referrer.source), reference);
    if (path === null || !/^(?:stories|pages)\//.test(path)) return { kind: 'outside', severity };
    const source = this.#files.get(path.normalize('NFC'));
    if (source === undefined) {
      return {
        kind: 'missing',
        severity,
        guess: this.#guess(referrer, reference, 'files'),
      };
    }
    const href = this.#href(this.publish(referrer, source));
    const size = this.#sizeOf(source);
    return size === undefined ? { kind: 'found', href } : { kind: 'found', href, size };
  }

  /** All that is known of a picture beside the story; null for other files, and where there is none. */
  pictureFile(source: SourcePath, reference: string): PictureFile | null {
    const path = resolveWithin(dirname(source), reference)?.normalize('NFC') ?? '';
    const file = this.#files.get(path);
    return (file && this.#sizes.get(file)) ?? null;
  }

  /** Publishes a file with a story: below the story's address, where it was below the story's folder. */
  publish(referrer: Pick<Referrer, 'source' | 'url'>, file: SourcePath): UrlPath {
    const own = `${dirname(referrer.source)}/`;
    const name = file.startsWith(own) ? file.slice(own.length) : basename(file);
    const url = `${folderOf(referrer.url)}${name.normalize('NFC')}` as UrlPath;
    const known = this.#published.get(url);
    if (known === undefined || known.source === file) {
      this.#published.set(url, { source: file, url, owner: referrer.source });
    } else {
      // Two files of one name from two folders: the plan reports the clash.
      this.#published.set(`${url}\n${file}`, { source: file, url, owner: referrer.source });
    }
    return url;
  }

  /** A file of that name in another folder, or a name beside the story that is nearly right. */
  #guess(referrer: Referrer, reference: string, kind: 'stories' | 'files'): string | null {
    this.#names[kind] ??= indexNames(
      kind === 'stories' ? this.#addresses.keys() : this.#files.keys(),
    );
    const { byName, byFolder } = this.#names[kind];
    const folder = dirname(referrer.source);
    const name = basename(reference);
    const elsewhere = byName.get(name);
    if (elsewhere !== undefined) return relativePath(folder, elsewhere);
    const target = resolveWithin(folder, reference.replace(/^@\//, '')) ?? reference;
    const guess = suggest(name, byFolder.get(dirname(target)) ?? []);
    return guess === null ? null : relativePath(folder, `${dirname(target)}/${guess}`);
  }
}

/** The file in `public/` that stands at an address. */
export function publicFile(url: string): SourcePath {
  return `public${url}`.replace(/[?#].*$/s, '') as SourcePath;
}

interface Names {
  readonly byName: ReadonlyMap<string, string>;
  readonly byFolder: ReadonlyMap<string, readonly string[]>;
}

/** An archive may miss thousands of pictures: each looks its guess up. */
function indexNames(paths: Iterable<string>): Names {
  const byName = new Map<string, string>();
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    const name = basename(path);
    if (!byName.has(name)) byName.set(name, path);
    const siblings = byFolder.get(dirname(path));
    if (siblings) siblings.push(name);
    else byFolder.set(dirname(path), [name]);
  }
  return { byName, byFolder };
}

const EMPTY: LinkTable = Object.freeze({});

/** `../world/x.md` from the story's folder; `/stories/world/x.md` and Zola's `@/world/x.md` from the root. */
function candidates(source: SourcePath, reference: string): string[] {
  if (reference.startsWith('@/')) return within(reference.slice(2), ['stories']);
  if (reference.startsWith('/')) return within(reference.slice(1), ['', 'stories']);
  return within(reference, [dirname(source)]).filter((path) => /^(?:stories|pages)\//.test(path));
}

function within(reference: string, folders: readonly string[]): string[] {
  return folders.map((folder) => resolveWithin(folder, reference)).filter((path) => path !== null);
}

function folderOf(url: UrlPath): string {
  if (url.endsWith('/')) return url;
  return /\.[a-z]+$/i.test(url) ? url.slice(0, url.lastIndexOf('/') + 1) : `${url}/`;
}

function relativePath(from: string, to: string): string {
  const a = from.split('/');
  const b = to.split('/');
  let common = 0;
  while (common < a.length && common < b.length - 1 && a[common] === b[common]) common++;
  return [...a.slice(common).map(() => '..'), ...b.slice(common)].join('/');
}
