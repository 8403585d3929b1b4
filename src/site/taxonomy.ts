import { NAMES } from '../content/keys.ts';
import type { KeyProblem } from '../errors/problem.ts';
import * as errors from '../errors/site.ts';
import { checkAddress, type UrlPath, writtenAddress } from '../paths.ts';
import type { AuthorProfile, Config } from '../types/config.ts';
import type { Author, PlacedStory, Section, Series, Site, Topic } from '../types/site.ts';
import type { Story } from '../types/story.ts';
import type { AuthorView, LinkView, PersonView } from '../types/views.ts';
import { titleFromSlug } from '../words.ts';
import { fingerprint } from './key.ts';
import { dishonestName, type Slugger } from './slug.ts';

/** Where a name was written. */
type Named = Pick<Story, 'source' | 'imported'>;

type Filling<Group> = Omit<Group, 'stories'> & { readonly stories: PlacedStory[] };

/** Sections, topics, series and authors of the visible stories, each with its address. Names with one slug are one group. */
export class Taxonomy {
  readonly #config: Config;
  readonly #slugger: Slugger;
  readonly #href: (url: string) => string;
  readonly #problems: KeyProblem[];
  readonly #sections = new Map<string, Filling<Section>>();
  readonly #topics = new Map<string, Filling<Topic>>();
  readonly #series = new Map<string, Filling<Series>>();
  readonly #authors = new Map<string, Filling<Author>>();
  /** Slugs by what was written: an archive repeats a few hundred names in every story. */
  readonly #slugs = new Map<string, string>();
  /** Slugs of configured sections, by slug and by name. */
  readonly #sectionSlugs = new Map<string, string>();
  readonly #profiles = new Map<string, { readonly id: string; readonly profile: AuthorProfile }>();

  constructor(
    config: Config,
    slugger: Slugger,
    href: (url: string) => string,
    problems: KeyProblem[],
  ) {
    this.#config = config;
    this.#slugger = slugger;
    this.#href = href;
    this.#problems = problems;
    for (const [slug, { name }] of Object.entries(config.sections)) {
      this.#sectionSlugs.set(slug.toLowerCase(), slug).set(name.toLowerCase(), slug);
      // A section that was announced has its page, also before its first story.
      this.#addSection(slug, name);
    }
    for (const [id, profile] of Object.entries(config.authors)) {
      this.#profiles.set(id.toLowerCase(), { id, profile });
      this.#profiles.set(profile.name.toLowerCase(), { id, profile });
    }
  }

  /** Sections in the configured order, then by name. */
  get sections(): readonly Section[] {
    const position = ({ slug }: Section) =>
      this.#config.sections[slug]?.order ?? Number.POSITIVE_INFINITY;
    return [...this.#sections.values()].sort(
      (a, b) => compare(position(a), position(b)) || byName(a, b),
    );
  }

  get topics(): readonly Topic[] {
    return [...this.#topics.values()].sort(byName);
  }

  get series(): readonly Series[] {
    return [...this.#series.values()].sort(byName);
  }

  get authors(): readonly Author[] {
    return [...this.#authors.values()].sort(byName);
  }

  sectionSlug(story: Story): string | null {
    const written = story.section || this.#config.defaultSection;
    return this.#sectionSlugs.get(written.toLowerCase()) ?? this.#slug(story, 'section', written);
  }

  section(story: Story): Section {
    const slug = this.sectionSlug(story) ?? this.#config.defaultSection;
    const known = this.#sections.get(slug);
    if (known !== undefined) return known;
    return this.#addSection(slug, titleFromSlug(story.section || this.#config.defaultSection));
  }

  #addSection(slug: string, name: string): Section {
    const description = this.#config.sections[slug]?.description ?? null;
    const section = { ...this.#group(slug, name, `/${slug}/`), description };
    this.#sections.set(slug, section);
    return section;
  }

  topicsOf(story: Story): readonly Topic[] {
    return distinct(story.tags, (tag) => {
      const slug = this.#slug(story, 'tag', tag);
      return slug === null
        ? null
        : getOrAdd(this.#topics, slug, () => this.#group(slug, tag, `/topics/${slug}/`));
    });
  }

  authorsOf(story: Named & Pick<Story, 'authors'>): readonly Filling<Author>[] {
    return distinct(story.authors, (written) => {
      const known = this.#profiles.get(written.toLowerCase());
      const slug = this.#slug(story, 'author', known?.id ?? written);
      return slug === null
        ? null
        : getOrAdd(this.#authors, slug, () => this.#author(slug, written, known?.profile));
    });
  }

  /** Hands out the stories, newest first, to all groups that they belong to: also to who wrote updates of a live blog. */
  fill(newestFirst: readonly PlacedStory[], entries: Site['entries']): void {
    for (const placed of newestFirst) {
      this.#sections.get(placed.section.slug)?.stories.push(placed);
      for (const { slug } of placed.topics) this.#topics.get(slug)?.stories.push(placed);
      const updates = entries.get(placed.story.source) ?? [];
      const authors = new Set([...placed.authors, ...updates.flatMap((update) => update.authors)]);
      for (const { slug } of authors) this.#authors.get(slug)?.stories.push(placed);
      const { series } = placed.story;
      const slug = series === null ? null : this.#slug(placed.story, 'series', series.name);
      if (series === null || slug === null) continue;
      getOrAdd(this.#series, slug, () =>
        this.#group(slug, series.name, `/series/${slug}/`),
      ).stories.push(placed);
    }
  }

  #author(slug: string, written: string, profile: AuthorProfile | undefined): Filling<Author> {
    const group = this.#group(slug, profile?.name ?? written, `/authors/${slug}/`);
    const person: PersonView = Object.freeze({
      name: group.name,
      url: group.link.url,
      photo: profile?.photo ? writtenAddress(profile.photo, this.#config) : null,
    });
    const link = ({ text, url }: LinkView) =>
      Object.freeze({ text, url: writtenAddress(url, this.#config) });
    const view: AuthorView = Object.freeze({
      ...person,
      jobTitle: profile?.jobTitle ?? null,
      bio: profile?.bio ?? null,
      email: profile?.email ?? null,
      links: Object.freeze((profile?.links ?? []).map(link)),
    });
    return { ...group, person, view, hash: fingerprint(view) };
  }

  #group(slug: string, name: string, url: string): Filling<Topic> {
    const link = Object.freeze({ text: name, url: this.#href(url) });
    return { slug, name, url: url as UrlPath, link, hash: fingerprint(link), stories: [] };
  }

  #slug(story: Named, what: keyof typeof KEYS, name: string): string | null {
    const known = this.#slugs.get(name);
    if (known !== undefined) return known;
    const report = (describe: KeyProblem['describe']) =>
      this.#problems.push({ source: story.source, keys: KEYS[what], describe });
    const result = this.#slugOf(name);
    if ('why' in result) {
      // Without a section a story has no address; without one of its tags it is only poorer.
      const severity = story.imported && what !== 'section' ? 'warning' : 'error';
      report((place) => errors.badName(place, { what, name, why: result.why, severity }));
      return null;
    }
    if (result.shortened) report((place) => errors.shortenedAddress(place, result.slug));
    this.#slugs.set(name, result.slug);
    return result.slug;
  }

  #slugOf(name: string): { slug: string; shortened: boolean } | { why: string } {
    const dishonest = dishonestName(name);
    if (dishonest !== null) return { why: dishonest };
    const slug = this.#slugger(name);
    if (slug === '')
      return { why: 'it contains no letter and no digit, so its page would have no address' };
    const check = checkAddress(`/${slug}/`);
    return 'reason' in check
      ? { why: check.reason }
      : { slug: check.url.slice(1, -1), shortened: check.shortened };
  }
}

const KEYS = {
  section: [...NAMES.section, ...NAMES.categories],
  tag: NAMES.tags,
  author: NAMES.authors,
  series: NAMES.series,
} as const;

/** What names stand for, each once, in order. */
function distinct<Value>(
  names: readonly string[],
  find: (name: string) => Value | null,
): readonly Value[] {
  const found: Value[] = [];
  for (const name of names) {
    const value = find(name);
    if (value !== null && !found.includes(value)) found.push(value);
  }
  return found;
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

/** By name without regard to case and accents, the same on every machine (`localeCompare` follows LANG). */
function byName(a: { name: string; slug: string }, b: { name: string; slug: string }): number {
  return compare(sortKey(a.name), sortKey(b.name)) || compare(a.slug, b.slug);
}

function sortKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
