import type { PolicyName } from '../types/config.ts';
import type { Hrefs, Plugin } from '../types/plugin.ts';
import type { Kind } from '../types/story.ts';
import type {
  AuthorView,
  HeadSubject,
  ImageView,
  JsonObject,
  JsonValue,
  LinkView,
  LogoView,
  SiteView,
  StoryDetail,
} from '../types/views.ts';
import { absoluteFile } from './addresses.ts';

/**
 * Structured data in the words of https://schema.org/, as https://developers.google.com/search/docs/appearance/structured-data
 * wants it. A site without a `url` has none: everything in it goes by absolute addresses.
 */
export function structuredData(): Plugin {
  // The views of authors are the same objects for all their stories.
  const persons: Persons = new WeakMap();
  return {
    name: 'structured-data',
    version: '1',
    quotes: () => [],
    head(subject, hrefs) {
      const { home } = subject.site;
      const { canonical } = subject.page;
      if (home === null || canonical === null) return {};
      const describer = new Describer({ ...subject, home, address: canonical, hrefs, persons });
      return { jsonLd: describer.describe() };
    },
  };
}

type Persons = WeakMap<AuthorView, JsonObject>;

interface Subject extends HeadSubject {
  /** Absolute addresses of the front page, and of this one. */
  readonly home: string;
  readonly address: string;
  readonly hrefs: Hrefs;
  /** Those that were described already. */
  readonly persons: Persons;
}

const CONTEXT = 'https://schema.org';

const ARTICLES: Readonly<Record<Kind, JsonValue>> = {
  news: 'NewsArticle',
  analysis: 'AnalysisNewsArticle',
  opinion: 'OpinionNewsArticle',
  review: 'ReviewNewsArticle',
  explainer: 'BackgroundNewsArticle',
  obituary: 'NewsArticle',
  interview: 'NewsArticle',
  live: ['NewsArticle', 'LiveBlogPosting'],
  sponsored: 'AdvertiserContentArticle',
};

/** The newsroom's promises as The Trust Project and schema.org name them. */
const POLICY_PROPERTIES: Readonly<Record<PolicyName, string>> = {
  ethics: 'ethicsPolicy',
  corrections: 'correctionsPolicy',
  masthead: 'masthead',
  mission: 'missionCoveragePrioritiesPolicy',
  ownership: 'ownershipFundingInfo',
  unnamedSources: 'unnamedSourcesPolicy',
  verification: 'verificationFactCheckingPolicy',
  diversity: 'diversityPolicy',
  staffing: 'diversityStaffingReport',
  feedback: 'actionableFeedbackPolicy',
  noBylines: 'noBylinesPolicy',
};

/** Kinds of notices that put right what was wrong. */
const CORRECTING = new Set(['correction', 'clarification', 'retraction']);

/** Readers without a subscription do not see what is inside of this: the templates give the text this class. */
const PAYWALLED = '.paywall';

/** Writes what one page is about. */
class Describer {
  readonly #subject: Subject;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  describe(): readonly JsonObject[] {
    const { page, story, author, section, topic } = this.#subject;
    if (page.kind === '404' || page.kind === 'search') return [];
    if (page.kind === 'front') return [this.#website()];
    if (story !== undefined) {
      const trail = [story.section, { text: story.headline, url: page.url }];
      return [this.#article(story), this.#breadcrumbs(trail)];
    }
    if (author !== undefined)
      return [this.#profile(author), this.#breadcrumbs([{ text: author.name, url: author.url }])];
    const group = section ?? topic;
    if (group !== undefined)
      return [this.#webPage('CollectionPage', group.text), this.#breadcrumbs([group])];
    if (page.kind === 'standing')
      return [
        { ...this.#webPage('WebPage', page.title), publisher: this.#publisher(true) },
        this.#breadcrumbs([{ text: page.title, url: page.url }]),
      ];
    // The titles of these are words of the templates.
    return [this.#webPage('CollectionPage', null)];
  }

  #website(): JsonObject {
    const { site, home } = this.#subject;
    return {
      '@context': CONTEXT,
      '@type': 'WebSite',
      '@id': this.#websiteId,
      name: site.title,
      url: home,
      inLanguage: site.language,
      ...optional('description', site.description),
      ...optional('alternateName', site.tagline),
      publisher: this.#publisher(true),
    };
  }

  get #websiteId(): string {
    return `${this.#subject.home}#website`;
  }

  get #partOfSite(): JsonObject {
    return { '@type': 'WebSite', '@id': this.#websiteId, name: this.#subject.site.title };
  }

  #publisher(isWhole: boolean): JsonObject {
    const { site, home } = this.#subject;
    const { name, logo, sameAs } = site.publisher;
    return {
      '@type': 'NewsMediaOrganization',
      '@id': `${home}#publisher`,
      name,
      url: home,
      ...(logo === null ? {} : optional('logo', this.#imageObject(logo))),
      ...(isWhole && sameAs.length > 0 ? { sameAs } : {}),
      ...(isWhole ? this.#policies(site) : {}),
    };
  }

  #policies({ policies }: SiteView): JsonObject {
    return Object.fromEntries(
      policies.flatMap(({ policy, url }) => {
        const address = this.#absolute(url);
        return address === null ? [] : [[POLICY_PROPERTIES[policy], address]];
      }),
    );
  }

  #article(story: StoryDetail): JsonObject {
    const { address, page, blog } = this.#subject;
    const { published, updated, topics, corrections, image, free } = story;
    const picture = image && this.#imageObject(image);
    const put = corrections.filter(({ kind }) => CORRECTING.has(kind));
    return {
      '@context': CONTEXT,
      '@type': ARTICLES[story.kind],
      '@id': `${address}#article`,
      mainEntityOfPage: { '@type': 'WebPage', '@id': address },
      url: address,
      headline: story.headline,
      ...optional('description', page.description),
      ...(picture ? { image: [picture], thumbnailUrl: picture.url ?? '' } : {}),
      datePublished: published.iso,
      dateModified: (updated !== null && updated.ms > published.ms ? updated : published).iso,
      author: this.#authorsOf(story),
      publisher: this.#publisher(false),
      articleSection: story.section.text,
      ...(topics.length === 0 ? {} : { keywords: topics.map(({ text }) => text) }),
      inLanguage: story.language,
      isPartOf: this.#partOfSite,
      isAccessibleForFree: free,
      ...(free
        ? {}
        : {
            hasPart: {
              '@type': 'WebPageElement',
              isAccessibleForFree: false,
              cssSelector: PAYWALLED,
            },
          }),
      ...optional('dateline', story.dateline),
      ...(put.length === 0
        ? {}
        : {
            correction: put.map(({ text, date }) => ({
              '@type': 'CorrectionComment',
              text,
              datePublished: date.iso,
            })),
          }),
      wordCount: story.words,
      ...optional('isBasedOn', story.canonical),
      ...optional('creditText', story.credit),
      ...(blog === undefined
        ? {}
        : {
            coverageStartTime: published.iso,
            ...optional('coverageEndTime', blog.ended?.iso ?? null),
          }),
    };
  }

  /** Those whom the page names. Where it names nobody, the newsroom stands for it. */
  #authorsOf({ credited, byline }: StoryDetail): readonly JsonObject[] {
    if (credited.length > 0) return credited.map((person) => this.#rememberedPerson(person));
    return [byline === null ? this.#publisher(false) : { '@type': 'Organization', name: byline }];
  }

  #rememberedPerson(author: AuthorView): JsonObject {
    const { persons } = this.#subject;
    let person = persons.get(author);
    if (person === undefined) {
      person = this.#person(author);
      persons.set(author, person);
    }
    return person;
  }

  #person({ name, url, jobTitle, photo, links }: AuthorView): JsonObject {
    const sameAs = links.map((link) => link.url).filter((each) => /^https?:/i.test(each));
    return {
      '@type': 'Person',
      name,
      ...optional('url', this.#absolute(url)),
      ...optional('jobTitle', jobTitle),
      ...optional('image', photo === null ? null : this.#absolute(photo)),
      ...(sameAs.length === 0 ? {} : { sameAs }),
    };
  }

  /** https://developers.google.com/search/docs/appearance/structured-data/profile-page */
  #profile(author: AuthorView): JsonObject {
    return {
      ...this.#webPage('ProfilePage', author.name),
      mainEntity: {
        ...this.#person(author),
        ...optional('description', author.bio),
        worksFor: this.#publisher(false),
      },
    };
  }

  #webPage(type: string, name: string | null): JsonObject {
    const { address, page } = this.#subject;
    return {
      '@context': CONTEXT,
      '@type': type,
      '@id': address,
      url: address,
      ...optional('name', name),
      ...optional('description', page.description),
      inLanguage: page.language,
      isPartOf: this.#partOfSite,
    };
  }

  /** From the front page to this one. */
  #breadcrumbs(trail: readonly LinkView[]): JsonObject {
    const { site, home } = this.#subject;
    const items = [
      { name: site.title, item: home },
      ...trail.map(({ text, url }) => ({ name: text, item: this.#absolute(url) ?? url })),
    ];
    return {
      '@context': CONTEXT,
      '@type': 'BreadcrumbList',
      itemListElement: items.map((item, i) => ({ '@type': 'ListItem', position: i + 1, ...item })),
    };
  }

  #imageObject({
    src,
    width,
    height,
    caption = null,
    credit = null,
  }: LogoView & Partial<Pick<ImageView, 'caption' | 'credit'>>): JsonObject | null {
    const url = this.#absolute(src);
    if (url === null) return null;
    return {
      '@type': 'ImageObject',
      url,
      ...optional('width', width),
      ...optional('height', height),
      ...optional('caption', caption),
      ...optional('creditText', credit),
    };
  }

  #absolute(href: string): string | null {
    return absoluteFile(href, this.#subject.hrefs);
  }
}

/** A property that is left out while there is nothing to say. */
function optional(name: string, value: JsonValue): JsonObject {
  return value === null ? {} : { [name]: value };
}
