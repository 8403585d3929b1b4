import { undoEscapes } from '../content/body.ts';
import { NAMES } from '../content/keys.ts';
import { safeUrl } from '../content/markdown/links.ts';
import { isBundle } from '../content/own-name.ts';
import type { Parsed } from '../content/row.ts';
import type { KeyProblem } from '../errors/problem.ts';
import * as errors from '../errors/site.ts';
import { sharedPart } from '../part.ts';
import {
  checkAddress,
  dirname,
  resolveWithin,
  type SourcePath,
  type UrlPath,
  writtenAddress,
} from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { PictureFile } from '../types/page.ts';
import type { Severity } from '../types/problem.ts';
import type { Picture, PlacedPage, PlacedStory, Site } from '../types/site.ts';
import type { LiveEntry, StandingPage, Story, StoryImage } from '../types/story.ts';
import { CardPart } from './card.ts';
import { placeEntries } from './entries.ts';
import { createHrefs } from './hrefs.ts';
import { fingerprint } from './key.ts';
import { latestOf } from './last-change.ts';
import { publicFile, References } from './references.ts';
import { newestFirstOrder } from './related.ts';
import { type Furniture, viewOfSite } from './site-view.ts';
import type { Slugger } from './slug.ts';
import { Taxonomy } from './taxonomy.ts';
import { isShown, type Release } from './visibility.ts';

export interface SiteInput {
  readonly config: Config;
  readonly slugger: Slugger;
  readonly release: Release;
  readonly stories: readonly Parsed<Story>[];
  readonly pages: readonly Parsed<StandingPage>[];
  readonly entries: readonly Parsed<LiveEntry>[];
  /** Everything under `stories/` and `pages/` that is not markdown. */
  readonly files: readonly SourcePath[];
  /** Of pictures, by source. */
  readonly sizes: ReadonlyMap<SourcePath, PictureFile>;
  readonly furniture: Furniture;
}

export interface SiteResult {
  readonly site: Site;
  readonly problems: readonly KeyProblem[];
}

/** Builds the index of all that is public at the clock. What is held is left behind here, once and for all. */
export function createSite(input: SiteInput): SiteResult {
  const { config, release, slugger } = input;
  const problems: KeyProblem[] = [];
  const { href } = createHrefs(config);
  const taxonomy = new Taxonomy(config, slugger, href, problems);

  const shown: { story: Story; url: UrlPath }[] = [];
  const addresses = new Map<string, UrlPath | null>();
  for (const { source, content } of input.stories) {
    const url = content && isShown(content, release) ? addressOf(content) : null;
    addresses.set(source.normalize('NFC'), url);
    if (content && url) shown.push({ story: content, url });
  }
  const standing: StandingPage[] = [];
  for (const { source, content } of input.pages) {
    const isPublic = content !== null && isShown(content, release);
    addresses.set(source.normalize('NFC'), isPublic ? content.url : null);
    if (isPublic) standing.push(content);
  }

  const references = new References(addresses, input, href);
  const placed = shown.map(({ story, url }) => placeStory(story, url)).sort(newestFirstOrder);
  const { entries, held } = placeEntries(input, {
    stories: placed,
    authorsOf: (entry) => taxonomy.authorsOf(entry),
    linksOf: (entry, url) => references.table(referrer(entry, url), entry.references),
    report: (problem) => problems.push(problem),
  });
  const stories =
    entries.size === 0
      ? placed
      : placed.map((each) => {
          const updates = entries.get(each.story.source) ?? [];
          return updates.length === 0
            ? each
            : { ...each, lastEntry: latestOf(updates.map(({ at }) => at)) };
        });
  taxonomy.fill(stories, entries);
  publishBundles(stories, {
    // Beside a text that is held back, only what others refer to is public.
    sources: [...input.stories.map(({ source }) => source), ...held],
    files: input.files,
    references,
    release,
  });
  const pages = standing.map(
    (page): PlacedPage => ({
      page,
      links: references.table(referrer(page, page.url), page.references),
    }),
  );

  const view = viewOfSite({
    config,
    release,
    taxonomy,
    sizes: input.sizes,
    furniture: input.furniture,
  });
  const site: Site = {
    config,
    view: sharedPart(fingerprint(view), () => view),
    stories,
    entries,
    pages,
    sections: taxonomy.sections,
    topics: taxonomy.topics,
    series: taxonomy.series,
    authors: taxonomy.authors,
    files: references.published,
    gone: goneIn(input.stories),
    clock: release.clock,
  };
  return { site, problems };

  /** What is wrong with such a story concerns nobody any more. */
  function goneIn(all: SiteInput['stories']): readonly UrlPath[] {
    const { host } = config.hosting;
    if (host !== 'nginx' && host !== 'caddy') return [];
    const count = problems.length;
    const gone = all.flatMap(({ content }) => {
      const wasPublic =
        content?.status === 'canceled' && isShown({ ...content, status: 'usable' }, release);
      return wasPublic ? (addressOf(content) ?? []) : [];
    });
    problems.length = count;
    const taken = new Set([...addresses.values()].filter((url) => url !== null));
    return gone.filter((url) => !taken.has(url));
  }

  function addressOf(story: Story): UrlPath | null {
    if (story.permalink) return story.permalink;
    const report = (why: string, written: string) =>
      problems.push({
        source: story.source,
        keys: [...NAMES.slug, ...NAMES.permalink],
        describe: (place) => errors.badPermalink(place, { url: written, why }),
      });
    const slug = slugger(story.slug);
    if (slug === '') {
      report(
        'nothing is left of its last part when it is made of letters and digits only',
        story.slug,
      );
      return null;
    }
    const section = taxonomy.sectionSlug(story);
    if (section === null) return null;
    const [year = '', month = '', day = ''] = story.published.iso.slice(0, 10).split('-');
    const values: Record<string, string> = { section, year, month, day, slug };
    const written = config.permalink.replace(
      /:([a-z]+)/g,
      (whole, name: string) => values[name] ?? whole,
    );
    const check = checkAddress(written);
    if ('reason' in check) {
      report(check.reason, written);
      return null;
    }
    if (check.shortened) {
      problems.push({
        source: story.source,
        keys: NAMES.slug,
        describe: (place) => errors.shortenedAddress(place, check.url),
      });
    }
    return check.url;
  }

  function referrer(content: Pick<Story, 'source' | 'imported'>, url: UrlPath) {
    const severity = content.imported
      ? ({ links: 'warning', images: 'warning' } as const)
      : config.missing;
    return { source: content.source, url, severity };
  }

  function placeStory(story: Story, url: UrlPath): PlacedStory {
    const section = taxonomy.section(story);
    const topics = taxonomy.topicsOf(story);
    const authors = taxonomy.authorsOf(story);
    const links = references.table(referrer(story, url), story.references);
    const picture = imageOf(story, url);
    const card = new CardPart({
      story,
      address: href(url),
      section,
      authors,
      picture,
      config,
      clock: release.clock,
    });
    return { story, url, card, picture, lastEntry: null, section, topics, authors, links };
  }

  /** A story's picture, or null when there is none that may be shown. */
  function imageOf(story: Story, url: UrlPath): Picture | null {
    const { image } = story;
    return image === null || hasNoRights(image, release)
      ? null
      : imageSource(story, url, image.src);
  }

  function imageSource(story: Story, url: UrlPath, written: string): Picture | null {
    const report = (describe: KeyProblem['describe']) =>
      problems.push({
        source: story.source,
        keys: NAMES.image,
        describe,
      });
    const isWebAddress = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written);
    if (isWebAddress || written.startsWith('/')) {
      const safe = /^(?:https?:)?\/[^\\]/i.test(written) ? safeUrl(written) : null;
      const climbs = !isWebAddress && 'reason' in checkAddress(written.replace(/[?#].*$/s, ''));
      if (safe !== null && !climbs) {
        const size = isWebAddress
          ? null
          : (input.sizes.get(publicFile(undoEscapes(written))) ?? null);
        return { src: writtenAddress(safe, config), size };
      }
      report((place) => errors.unsafeImage(place, written, graveness(story)));
      return null;
    }
    const from = referrer(story, url);
    const name = written.normalize('NFC');
    const target = references.file(from, name);
    if (target.kind === 'found')
      return { src: target.href, size: references.pictureFile(story.source, name) };
    const severity = from.severity.images;
    if (target.kind === 'outside')
      report((place) =>
        errors.imageOutside(place, { target: written, severity: graveness(story) }),
      );
    else if (target.kind === 'missing') {
      report((place) =>
        errors.missingStoryImage(place, { target: written, severity, guess: target.guess }),
      );
    }
    return null;
  }
}

interface BundleContext {
  /** Of all stories, also of those that are held or broken. */
  readonly sources: readonly SourcePath[];
  readonly files: readonly SourcePath[];
  readonly references: References;
  readonly release: Release;
}

/**
 * Files in the own folder of a visible story (`flood/index.md`) are published with it. A folder in which another
 * story lies, visible or not, is nobody's own: what lies there is published only where a story refers to it.
 */
function publishBundles(
  stories: readonly PlacedStory[],
  { sources, files, references, release }: BundleContext,
): void {
  const visible = new Map(stories.map((placed) => [placed.story.source, placed]));
  const owners = new Map<string, PlacedStory | null>();
  for (const source of sources) {
    if (isBundle(source) && !owners.has(dirname(source)))
      owners.set(dirname(source), visible.get(source) ?? null);
    else owners.set(dirname(source), null);
  }
  for (const file of files) {
    const owner = nearest(owners, dirname(file));
    if (!owner) continue;
    const { image, source } = owner.story;
    const isWithdrawn =
      image !== null && hasNoRights(image, release) && isSameFile(source, image.src, file);
    if (!isWithdrawn) references.publish({ source, url: owner.url }, file);
  }
}

function nearest<Value>(byFolder: ReadonlyMap<string, Value>, from: string): Value | undefined {
  for (let folder = from; folder !== ''; folder = dirname(folder)) {
    if (byFolder.has(folder)) return byFolder.get(folder);
  }
  return undefined;
}

/** macOS stores names decomposed, editors write them composed. */
function isSameFile(source: SourcePath, written: string, file: SourcePath): boolean {
  return resolveWithin(dirname(source), written)?.normalize('NFC') === file.normalize('NFC');
}

/** A post of another generator names pictures as that one finds them. */
function graveness({ imported }: Story): Severity {
  return imported ? 'warning' : 'error';
}

/** The rights to a picture may end before the story does. */
function hasNoRights({ rightsExpire }: StoryImage, { clock }: Release): boolean {
  return rightsExpire !== null && rightsExpire.ms <= clock;
}
