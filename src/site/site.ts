import { NAMES } from '../content/keys.ts';
import { safeUrl } from '../content/markdown/links.ts';
import { isBundle } from '../content/own-name.ts';
import type { Parsed } from '../content/row.ts';
import type { KeyProblem } from '../errors/problem.ts';
import * as errors from '../errors/site.ts';
import { type Part, sharedPart } from '../part.ts';
import { checkAddress, dirname, resolveWithin, type SourcePath, type UrlPath } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { Severity } from '../types/problem.ts';
import type { PlacedPage, PlacedStory, Site } from '../types/site.ts';
import type { StandingPage, Story, StoryImage } from '../types/story.ts';
import type { SiteView } from '../types/views.ts';
import { CardPart } from './card.ts';
import { configuredHref, createHrefs } from './hrefs.ts';
import { fingerprint } from './key.ts';
import { References } from './references.ts';
import { newestFirstOrder } from './related.ts';
import type { Slugger } from './slug.ts';
import { Taxonomy } from './taxonomy.ts';
import { isShown, type Release } from './visibility.ts';

export interface SiteInput {
  readonly config: Config;
  readonly slugger: Slugger;
  readonly release: Release;
  readonly stories: readonly Parsed<Story>[];
  readonly pages: readonly Parsed<StandingPage>[];
  /** Everything under `stories/` and `pages/` that is not markdown. */
  readonly files: readonly SourcePath[];
  /** Paths with base. */
  readonly stylesheet: string | null;
  readonly icon: string | null;
}

export interface SiteResult {
  readonly site: Site;
  readonly problems: readonly KeyProblem[];
}

/** Builds the index of all that is public at the clock. What is held is left behind here, once and for all. */
export function createSite(input: SiteInput): SiteResult {
  const { config, release, slugger } = input;
  const problems: KeyProblem[] = [];
  const { href, absolute } = createHrefs(config);
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

  const references = new References(addresses, input.files, href);
  const stories = shown.map(({ story, url }) => placeStory(story, url)).sort(newestFirstOrder);
  taxonomy.fill(stories);
  publishBundles(stories, {
    sources: input.stories.map(({ source }) => source),
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

  const site: Site = {
    config,
    view: siteView(),
    stories,
    pages,
    sections: taxonomy.sections,
    topics: taxonomy.topics,
    series: taxonomy.series,
    authors: taxonomy.authors,
    files: references.published,
    clock: release.clock,
  };
  return { site, problems };

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

  function referrer(content: Story | StandingPage, url: UrlPath) {
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
    const card = new CardPart({ story, address: href(url), section, authors, picture, config });
    return { story, url, card, picture, section, topics, authors, links };
  }

  /** The address of a story's picture, or null when there is none that may be shown. */
  function imageOf(story: Story, url: UrlPath): string | null {
    const { image } = story;
    return image === null || hasNoRights(image, release)
      ? null
      : imageSource(story, url, image.src);
  }

  function imageSource(story: Story, url: UrlPath, written: string): string | null {
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
      if (safe !== null && !climbs) return configuredHref(safe, config.base);
      report((place) => errors.unsafeImage(place, written, graveness(story)));
      return null;
    }
    const from = referrer(story, url);
    const target = references.file(from, written.normalize('NFC'));
    if (target.kind === 'found') return target.href;
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

  function siteView(): Part<SiteView> {
    const link = ({ text, url }: { text: string; url: string }) => ({
      text,
      url: configuredHref(url, config.base),
    });
    const nav =
      config.nav.length > 0
        ? config.nav.map(link)
        : taxonomy.sections.map((section) => section.link);
    const view: SiteView = {
      title: config.title,
      tagline: config.tagline,
      description: config.description,
      home: absolute('/'),
      root: href('/'),
      language: config.language,
      direction: config.direction,
      nav,
      footer: { text: config.footer.text, links: config.footer.links.map(link) },
      social: config.social.map(link),
      stylesheet: input.stylesheet,
      icon: input.icon,
      theme: config.theme,
      preview: release.drafts || release.future,
    };
    return sharedPart(fingerprint(view), () => view);
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
