import { NAMES } from '../content/keys.ts';
import * as errors from '../errors/lint.ts';
import type { KeyProblem, Place } from '../errors/problem.ts';
import { type OutputPath, outputPath, type UrlPath, writtenAddress } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { Page } from '../types/page.ts';
import type { Problem } from '../types/problem.ts';
import type { StoryPageView, View } from '../types/views.ts';
import type { RenderedPage } from './page.ts';

/** Google and the feed readers of the large platforms cut headlines that are longer. */
const MAX_HEADLINE = 110;

/** Where a link leads inside of the site. */
interface Destination {
  /** The file of the page at that address. */
  readonly path: string;
  /** The same address as a folder or a file that nobody planned as a page. */
  readonly folder: string;
  readonly fragment: string;
}

/** What a page expects to find on this site: where a link leads, what a picture is. */
interface Target {
  readonly from: UrlPath;
  readonly href: string;
  readonly report: (describe: (place: Place | string) => Problem) => Problem | KeyProblem;
}

export interface Lint {
  readonly inspect: (page: Page, view: View, rendered: RenderedPage) => void;
  /** What can only be told when the whole site is known: links that lead nowhere. */
  readonly finish: (files: readonly OutputPath[]) => (Problem | KeyProblem)[];
}

/** The desk's advice: what does not keep a story from being published, and makes it worse all the same. */
export function createLint({ base, origin, urls }: Pick<Config, 'base' | 'origin' | 'urls'>): Lint {
  const problems: (Problem | KeyProblem)[] = [];
  const ids = new Map<string, ReadonlySet<string>>();
  const targets: Target[] = [];
  const expect = (target: Target) => {
    if (internalTarget(target.href, target.from) !== null) targets.push(target);
  };

  return {
    inspect(page, view, { body }) {
      const from = page.url;
      // The updates of a live blog are looked at in its page.
      if (page.template === 'live-json.ejs') return;
      if (page.template === 'story.ejs' || page.template === 'live.ejs') {
        const { story } = view as StoryPageView;
        problems.push(...lintStory(story, page.origin));
        if (story.image !== null) {
          expect({
            from,
            href: story.image.src,
            report: (describe) => ({ source: page.origin, keys: NAMES.image, describe }),
          });
        }
      }
      if (body === null) return;
      ids.set(page.path, new Set(body.ids));
      for (const { href, place } of body.links)
        expect({ from, href, report: (describe) => describe(place()) });
      for (const { src, alt, credit, place } of body.images) {
        expect({ from, href: src, report: (describe) => describe(place()) });
        if (alt === '') problems.push(errors.missingAlt(place()));
        if (credit === '') problems.push(errors.missingCredit(place()));
      }
    },
    finish(files) {
      const present = new Set<string>(files);
      const isThere = (path: string) => present.has(path) || present.has(`${path}/index.html`);
      for (const { from, href, report } of targets) {
        const target = internalTarget(href, from);
        if (target === null) continue;
        const { path, folder, fragment } = target;
        if (!isThere(path) && !isThere(folder)) {
          problems.push(report((place) => errors.brokenLink(place, href)));
        } else if (fragment !== '' && ids.get(path)?.has(fragment) === false) {
          problems.push(report((place) => errors.brokenAnchor(place, fragment)));
        }
      }
      return problems;
    },
  };

  /** Where a link of this site leads; null for other sites. */
  function internalTarget(href: string, from: UrlPath): Destination | null {
    const here = `http://site.invalid${writtenAddress(from, { base, urls })}`;
    if (!URL.canParse(href, here)) return null;
    const url = new URL(href, here);
    if (url.host !== 'site.invalid' && url.origin !== origin) return null;
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    const path = decode(url.pathname);
    if (!path.startsWith(`${base}/`)) return null;
    const inSite = path.slice(base.length);
    return {
      path: outputPath(inSite as UrlPath, urls),
      folder: inSite.replace(/^\/|\/$/g, ''),
      fragment: decode(url.hash.slice(1)),
    };
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function lintStory(story: StoryPageView['story'], source: string): KeyProblem[] {
  const problems: KeyProblem[] = [];
  const add = (keys: readonly string[], describe: KeyProblem['describe']) =>
    problems.push({ source, keys, describe });
  const length = [...story.headline].length;
  if (story.dek === null) add(NAMES.headline, errors.missingDek);
  if (length > MAX_HEADLINE)
    add(NAMES.headline, (place) => errors.longHeadline(place, length, MAX_HEADLINE));
  if (story.image?.alt === '') add(NAMES.image, errors.missingAlt);
  if (story.image?.credit === null) add(NAMES.image, errors.missingCredit);
  return problems;
}
