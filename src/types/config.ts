import type { Catalogue } from '../messages/en.ts';
import type { UrlStyle } from '../paths.ts';
import type { Severity } from './problem.ts';
import type { Pin } from './story.ts';

export interface Link {
  readonly text: string;
  /** A path of this site (`/about/`) or an absolute URL. */
  readonly url: string;
}

export interface SectionConfig {
  readonly name: string;
  readonly description: string | null;
  /** Sections are shown by ascending order, then as configured. */
  readonly order: number;
}

export interface AuthorProfile {
  readonly name: string;
  readonly jobTitle: string | null;
  readonly bio: string | null;
  /** A path of this site or an absolute URL. */
  readonly photo: string | null;
  readonly email: string | null;
  readonly links: readonly Link[];
}

export type SchemeName = 'light' | 'dark';

/** Colours as `#rrggbb`. */
export interface Palette {
  readonly ink: string;
  readonly paper: string;
  /** Of labels, dates and captions. */
  readonly muted: string;
  readonly rule: string;
  /** Behind boxes and bands. */
  readonly wash: string;
  readonly accent: string;
  readonly link: string;
  /** Behind the banner of breaking news, whose words are white. */
  readonly breaking: string;
}

/** How the built-in theme looks and what it shows. */
export interface ThemeConfig {
  readonly masthead: {
    readonly name: string;
    /** Pictures in place of the name: a path of this site or an absolute URL. */
    readonly logo: { readonly light: string; readonly dark: string | null } | null;
  };
  readonly colors: Readonly<Record<SchemeName, Palette>>;
  /** CSS font families. */
  readonly fonts: {
    readonly headlines: string;
    readonly text: string;
    readonly labels: string;
    /** Null for the fonts that readers have. */
    readonly web: WebFont | null;
  };
  /** Width of a line of text, in characters. */
  readonly measure: number;
  readonly front: FrontConfig;
  readonly story: StoryOptions;
  /** Pages bring the theme's script along. Everything works without it, too. */
  readonly script: boolean;
}

/** A font that pages load, and how the fallback is made to take the same room until it is there. */
export interface WebFont {
  readonly family: string;
  readonly faces: readonly WebFontFace[];
  /** CSS percentages. */
  readonly fallback: {
    /** Fonts of readers' machines, the first that is there. */
    readonly fonts: readonly string[];
    readonly sizeAdjust: string;
    readonly ascent: string;
    readonly descent: string;
    readonly lineGap: string;
  } | null;
}

interface WebFontFace {
  /** Where the WOFF2 file is on the site. */
  readonly url: string;
  /** The file in a package that Broadsheet brings along; null for one of the site's own, in `public/`. */
  readonly packaged: string | null;
  readonly style: 'normal' | 'italic';
  /** A range, as `200 800`. */
  readonly weight: string;
  /** CSS `unicode-range`; null for all characters. */
  readonly range: string | null;
}

export interface FrontConfig {
  /** Stories beside the lead. */
  readonly secondary: number;
  readonly latest: number;
  /** Opinion pieces; 0 for no such band. */
  readonly opinion: number;
  /** Sections in their order; null for all of them. */
  readonly strips: readonly { readonly section: string; readonly count: number }[] | null;
  readonly pins: readonly (Pin & { readonly story: string })[];
}

/** What stands around a story. */
export interface StoryOptions {
  readonly share: boolean;
  readonly bios: boolean;
  readonly trust: boolean;
  readonly related: boolean;
  /** A labelled slot that keeps its height, for an advertisement that a site's own template puts there. */
  readonly ad: boolean;
  /** An update within so many minutes of the publication is not worth a second date. */
  readonly updatedAfterMinutes: number;
  /** From that age on the reader is told how old the story is; 0 for never. */
  readonly oldAfterDays: number;
}

/** The newsroom's promises, each with the path of its page. schema.org has properties of these names. */
export const POLICIES = [
  'ethics',
  'corrections',
  'masthead',
  'mission',
  'ownership',
  'unnamedSources',
  'verification',
  'diversity',
  'staffing',
  'feedback',
  'noBylines',
] as const;
export type PolicyName = (typeof POLICIES)[number];

/** Who publishes the site, for search engines. */
interface PublisherConfig {
  readonly name: string;
  /** A path of this site or an absolute URL. */
  readonly logo: string | null;
  /** Absolute URLs of the same publisher elsewhere. */
  readonly sameAs: readonly string[];
}

/** By what readers, feed readers and search engines find the news. */
export interface DiscoveryConfig {
  /** Tags for social networks and structured data in the head of pages. */
  readonly metadata: boolean;
  /** Null for none. */
  readonly feeds: FeedsConfig | null;
  readonly sitemaps: boolean;
  readonly robots: boolean;
  /** A file in the form of IPTC ninjs beside each story, and an index of the newest. */
  readonly ninjs: boolean;
  /** A file beside each story that tells other sites how to embed it. */
  readonly oembed: boolean;
  /** An overview of the site for language models. */
  readonly llms: boolean;
}

export interface FeedsConfig {
  /** The newest so many stories. */
  readonly items: number;
  readonly content: 'full' | 'summary';
  /** WebSub hubs, absolute URLs. */
  readonly hubs: readonly string[];
}

export const HOSTS = [
  'netlify',
  'cloudflare',
  'vercel',
  'azure',
  'github-pages',
  'nginx',
  'caddy',
] as const;
export type Host = (typeof HOSTS)[number];

/** What the site tells its host. */
export interface HostingConfig {
  /** Whose files are made; null for those of all hosts that read a file of the site. */
  readonly host: Host | null;
  /** The Content-Security-Policy of all pages; null for none. */
  readonly csp: string | null;
  /** Further HTTP headers of all files, by name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Put compressed copies beside files: see `addCopies`. */
  readonly precompress: boolean;
}

/** A place to which the site is deployed. Secrets are not part of it. */
export type DeployConfig =
  | { readonly type: 'folder'; readonly path: string }
  | {
      readonly type: 'rsync';
      readonly host: string;
      readonly path: string;
      readonly port: number | null;
      readonly ssh: readonly string[];
    }
  | {
      readonly type: 'git';
      readonly remote: string;
      readonly branch: string;
      readonly message: string;
    }
  | {
      readonly type: 's3';
      readonly bucket: string;
      readonly endpoint: string | null;
      readonly region: string;
      readonly prefix: string;
    };

/** How markdown becomes HTML. Whatever changes here changes every story. */
export interface MarkdownConfig {
  readonly gfm: boolean;
  readonly smartTypography: boolean;
  /** `sanitize` removes what could run or load from raw HTML in a story; `allow` prints it as it is. */
  readonly rawHtml: 'sanitize' | 'allow';
}

/** The settings of a site with nothing left open: every default is filled in, once, by `resolveConfig`. Plain data. */
export interface Config {
  readonly title: string;
  readonly tagline: string | null;
  readonly description: string | null;
  /** Origin without a trailing slash (`https://example.org`), or null while none is known. */
  readonly origin: string | null;
  /** Path under which the site is served: `` or `/project`, no trailing slash. */
  readonly base: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** IANA name. */
  readonly timeZone: string;
  /** `:section`, `:year`, `:month`, `:day`, `:slug` are replaced. */
  readonly permalink: string;
  readonly urls: UrlStyle;
  /** `unicode` keeps letters of all scripts in slugs, `ascii` transliterates them. */
  readonly slugs: 'unicode' | 'ascii';
  readonly defaultSection: string;
  readonly sections: Readonly<Record<string, SectionConfig>>;
  readonly authors: Readonly<Record<string, AuthorProfile>>;
  readonly nav: readonly Link[];
  readonly footer: {
    readonly text: string | null;
    readonly columns: readonly { readonly title: string | null; readonly links: readonly Link[] }[];
    readonly links: readonly Link[];
  };
  readonly policies: Readonly<Partial<Record<PolicyName, string>>>;
  readonly social: readonly Link[];
  readonly publisher: PublisherConfig;
  readonly discovery: DiscoveryConfig;
  readonly hosting: HostingConfig;
  /** Places to which the site is deployed, by name. */
  readonly deploy: Readonly<Record<string, DeployConfig>>;
  /** Stories on a full list page. */
  readonly pageSize: number;
  readonly markdown: MarkdownConfig;
  /** How grave a link or an image is whose file does not exist. */
  readonly missing: { readonly links: Severity; readonly images: Severity };
  readonly theme: ThemeConfig;
  /** Words of the interface in place of the built-in ones, in the site's language. */
  readonly words: Catalogue;
  /** Free for the site's own templates: `view.site.extra`. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Relative to the root; where the finished site goes. */
  readonly out: string;
}
