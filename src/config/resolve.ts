import type { AuthorProfile, Link, SectionConfig } from '../types/config.ts';
import type { ResolvedConfig } from '../types/plugin.ts';
import { directionOf, titleFromSlug } from '../words.ts';
import { defined } from './defined.ts';
import { resolveDeploy } from './deploy.ts';
import { resolveDiscovery } from './discovery.ts';
import { resolveHosting } from './hosting.ts';
import type { UserConfig } from './schema.ts';
import { resolveTheme } from './theme.ts';

/** What the command line says takes the place of what the file says. */
export interface Overrides {
  readonly url?: string | undefined;
  readonly base?: string | undefined;
  readonly out?: string | undefined;
}

/** Fills in every default, once. Nothing after this asks whether something is set. */
export function resolveConfig(user: UserConfig, overrides: Overrides = {}): ResolvedConfig {
  const { origin, path } = splitUrl(overrides.url ?? user.url);
  const base = (
    overrides.base ??
    (overrides.url !== undefined && path !== '' ? path : undefined) ??
    user.base ??
    path
  ).replace(/\/+$/, '');
  const { title = 'News', language = 'en', timeZone = 'UTC' } = user;
  const markdown = {
    gfm: user.markdown?.gfm ?? true,
    smartTypography: user.markdown?.smartTypography ?? true,
    rawHtml: user.markdown?.rawHtml ?? 'sanitize',
  };
  return {
    title,
    tagline: user.tagline ?? null,
    description: user.description ?? null,
    origin,
    base,
    language,
    direction: user.direction ?? directionOf(language),
    timeZone,
    permalink: user.permalink ?? '/:section/:year/:month/:day/:slug/',
    urls: user.urls ?? 'directory',
    slugs: user.slugs ?? 'unicode',
    defaultSection: user.defaultSection ?? 'news',
    sections: mapValues(
      user.sections ?? {},
      (section, slug, index): SectionConfig => ({
        name: section.name ?? titleFromSlug(slug),
        description: section.description ?? null,
        order: section.order ?? index,
      }),
    ),
    authors: mapValues(
      user.authors ?? {},
      (author): AuthorProfile => ({
        name: author.name,
        jobTitle: author.jobTitle ?? null,
        bio: author.bio ?? null,
        photo: author.photo ?? null,
        email: author.email ?? null,
        links: author.links ?? [],
      }),
    ),
    nav: user.nav ?? [],
    footer: {
      text: user.footer?.text ?? null,
      columns: (user.footer?.columns ?? []).map(({ title, links }) => ({
        title: title ?? null,
        links,
      })),
      links: (user.footer?.links ?? []) as readonly Link[],
    },
    social: user.social ?? [],
    publisher: {
      name: user.publisher?.name ?? title,
      logo: user.publisher?.logo ?? null,
      sameAs: user.publisher?.sameAs ?? absoluteOf(user.social ?? []),
    },
    discovery: resolveDiscovery(user.discovery ?? {}),
    pageSize: user.pageSize ?? 20,
    hosting: resolveHosting(user.hosting ?? {}, markdown),
    deploy: resolveDeploy(user.deploy ?? {}),
    markdown,
    missing: { links: user.missing?.links ?? 'error', images: user.missing?.images ?? 'error' },
    policies: defined(user.policies ?? {}),
    theme: resolveTheme(user.theme ?? {}, { title, timeZone }),
    words: defined(user.words ?? {}),
    extra: user.extra ?? {},
    warnings: [],
    plugins: user.plugins ?? [],
    out: overrides.out ?? user.out ?? 'dist',
  };
}

/** `https://example.org/project/` is an origin and a base path. */
function splitUrl(url: string | undefined): { origin: string | null; path: string } {
  if (url === undefined) return { origin: null, path: '' };
  const { origin, pathname } = new URL(url);
  return { origin, path: pathname === '/' ? '' : pathname };
}

/** Profiles of the newsroom elsewhere are the publisher's. */
function absoluteOf(links: readonly Link[]): readonly string[] {
  return links.map(({ url }) => url).filter((url) => /^https?:/i.test(url));
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, key: string, index: number) => Out,
): Readonly<Record<string, Out>> {
  const result: Record<string, Out> = Object.create(null);
  for (const [index, [key, value]] of Object.entries(record).entries())
    result[key] = map(value, key, index);
  return result;
}
