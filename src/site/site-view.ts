import { type SourcePath, writtenAddress } from '../paths.ts';
import { type Config, POLICIES } from '../types/config.ts';
import type { Size } from '../types/page.ts';
import type { LinkView, LogoView, SiteView } from '../types/views.ts';
import { createHrefs } from './hrefs.ts';
import { publicFile } from './references.ts';
import type { Taxonomy } from './taxonomy.ts';
import type { Release } from './visibility.ts';

/** Files of the site that stand around every page: their paths with base, or null where there is none. */
export type Furniture = Pick<
  SiteView,
  'stylesheet' | 'script' | 'feedStyles' | 'font' | 'icon' | 'touchIcon' | 'manifest'
>;

interface Materials {
  readonly config: Config;
  readonly release: Release;
  readonly taxonomy: Pick<Taxonomy, 'sections'>;
  readonly sizes: ReadonlyMap<SourcePath, Size>;
  readonly furniture: Furniture;
}

/** What every page knows of the site. */
export function viewOfSite({ config, release, taxonomy, sizes, furniture }: Materials): SiteView {
  const { href, absolute } = createHrefs(config);
  const { theme, footer, policies } = config;
  const link = ({ text, url }: LinkView): LinkView => ({
    text,
    url: writtenAddress(url, config),
  });
  const logo = (written: string): LogoView => {
    const { width = null, height = null } = sizes.get(publicFile(written)) ?? {};
    return { src: writtenAddress(written, config), width, height };
  };
  const { name, logo: logos } = theme.masthead;
  return {
    title: config.title,
    tagline: config.tagline,
    description: config.description,
    home: absolute('/'),
    root: href('/'),
    language: config.language,
    direction: config.direction,
    masthead: {
      name,
      logo: logos && {
        light: logo(logos.light),
        dark: logos.dark === null ? null : logo(logos.dark),
      },
    },
    nav:
      config.nav.length > 0
        ? config.nav.map(link)
        : taxonomy.sections.map((section) => section.link),
    footer: {
      text: footer.text,
      columns: footer.columns.map(({ title, links }) => ({ title, links: links.map(link) })),
      links: footer.links.map(link),
    },
    social: config.social.map(link),
    publisher: {
      name: config.publisher.name,
      logo: config.publisher.logo === null ? null : logo(config.publisher.logo),
      sameAs: config.publisher.sameAs,
    },
    policies: POLICIES.flatMap((policy) => {
      const url = policies[policy];
      if (url === undefined) return [];
      return [{ policy, name: MESSAGES[policy], url: writtenAddress(url, config) }];
    }),
    story: theme.story,
    themeColor: { light: theme.colors.light.paper, dark: theme.colors.dark.paper },
    ...furniture,
    extra: config.extra,
    preview: release.drafts || release.future,
  };
}

/** The titles of the newsroom's promises. */
const MESSAGES = {
  ethics: 'policyEthics',
  corrections: 'policyCorrections',
  masthead: 'policyMasthead',
  mission: 'policyMission',
  ownership: 'policyOwnership',
  unnamedSources: 'policyUnnamedSources',
  verification: 'policyVerification',
  diversity: 'policyDiversity',
  staffing: 'policyStaffing',
  feedback: 'policyFeedback',
  noBylines: 'policyNoBylines',
} as const;
