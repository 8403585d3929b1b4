import type { Severity } from './problem.ts';

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
  /** `unicode` keeps letters of all scripts in slugs, `ascii` transliterates them. */
  readonly slugs: 'unicode' | 'ascii';
  readonly defaultSection: string;
  readonly sections: Readonly<Record<string, SectionConfig>>;
  readonly authors: Readonly<Record<string, AuthorProfile>>;
  readonly nav: readonly Link[];
  readonly footer: { readonly text: string | null; readonly links: readonly Link[] };
  readonly social: readonly Link[];
  /** Stories on a full list page. */
  readonly pageSize: number;
  readonly markdown: MarkdownConfig;
  /** How grave a link or an image is whose file does not exist. */
  readonly missing: { readonly links: Severity; readonly images: Severity };
  /** Free for the site's own templates: `view.site.theme`. */
  readonly theme: Readonly<Record<string, unknown>>;
  /** Relative to the root; where the finished site goes. */
  readonly out: string;
}
