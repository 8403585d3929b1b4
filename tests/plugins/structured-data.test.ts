import { type DefaultTreeAdapterMap, parse, defaultTreeAdapter as tree } from 'parse5';
import { expect, test } from 'vitest';
import type { UserConfig } from '../../src/config/schema.ts';
import { type Files, renderSite, story } from '../support/site.ts';

type Element = DefaultTreeAdapterMap['element'];
type Data = Readonly<Record<string, unknown>>;

const CONFIG: UserConfig = {
  title: 'The Merrow Courier',
  tagline: 'Since 1868',
  url: 'https://example.org/news',
  language: 'en-GB',
  timeZone: 'Europe/London',
  publisher: { name: 'Courier Ltd', logo: '/logo.svg', sameAs: ['https://x.com/merrowcourier'] },
  policies: {
    ethics: '/ethics/',
    corrections: '/corrections-policy/',
    masthead: '/ethics/',
    mission: '/ethics/',
    ownership: '/ethics/',
    unnamedSources: '/ethics/',
    verification: '/ethics/',
    diversity: '/ethics/',
    staffing: 'https://reports.example/staff',
    feedback: 'mailto:desk@example.org',
    noBylines: '/ethics/',
  },
  authors: {
    ada: {
      name: 'Ada Venn',
      jobTitle: 'Editor',
      bio: 'She edits.',
      photo: '/ada.jpg',
      links: [
        { text: 'X', url: 'https://x.com/adavenn' },
        { text: 'Mail', url: 'mailto:ada@example.org' },
      ],
    },
  },
};
const HOME = 'https://example.org/news/';

const SITE: Files = {
  'public/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"/>',
  'public/ada.jpg': 'x',
  'stories/world/ferry/index.md': story(
    {
      headline: 'The ferry is back </script><script>alert(1)</script>',
      dek: 'After nine years.',
      published: '2026-05-03T08:00:00+01:00',
      updated: '2026-05-04T09:30:00+01:00',
      authors: ['ada', 'Tobias Renk'],
      tags: ['Harbour', 'Ferries'],
      dateline: 'PORT MERROW',
      image: { src: 'ferry.svg', alt: 'A ferry', caption: 'The ferry.', credit: 'Us' },
      corrections: [
        { date: '2026-05-05T10:00:00+01:00', text: 'Nine, not eight.' },
        { date: '2026-05-05T11:00:00+01:00', kind: 'update', text: 'More is known.' },
      ],
    },
    'One two three four.\n',
  ),
  'stories/world/ferry/ferry.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"/>',
  'stories/science/paid.md': story({ headline: 'Paid for', free: false, kind: 'review' }),
  'stories/science/copy.md': story({
    headline: 'Copy',
    canonical: 'https://original.example/x',
    byline: 'By an agency',
    kind: 'explainer',
  }),
  'stories/opinion/view.md': story({ headline: 'A view', kind: 'opinion', language: 'de' }),
  'stories/opinion/look.md': story({ headline: 'A look', kind: 'analysis' }),
  'stories/opinion/ad.md': story({ headline: 'An ad', kind: 'sponsored' }),
  'stories/world/vote/index.md': story(
    {
      headline: 'The count',
      kind: 'live',
      published: '2026-05-01T10:00:00+01:00',
      ended: '2026-05-01T20:00:00+01:00',
    },
    'What is known.\n\n## 12:30 Half counted\n\nText *one*.\n\n## 13:45\n\nText two.\n',
  ),
  'pages/ethics.md': story({ headline: 'Ethics', published: null, dek: 'How we work.' }),
  'pages/corrections-policy.md': story({ headline: 'Corrections policy', published: null }),
};

let made: ReturnType<typeof renderSite> | undefined;

/** The elements of a finished page. */
async function elementsOf(path: string): Promise<readonly Element[]> {
  made ??= renderSite(SITE, { config: CONFIG });
  const { files, report } = await made;
  expect(report.problems).toEqual([]);
  const html = files[path];
  if (html === undefined) throw new Error(`no page ${path} among ${Object.keys(files).join(' ')}`);
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterMap['node']) => {
    if (tree.isElementNode(node)) found.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

const attribute = (element: Element, name: string) =>
  element.attrs.find((attr) => attr.name === name)?.value;
const textOf = (node: DefaultTreeAdapterMap['node']): string =>
  tree.isTextNode(node)
    ? node.value
    : 'childNodes' in node
      ? node.childNodes.map(textOf).join('')
      : '';

async function dataOf(path: string): Promise<readonly Data[]> {
  const elements = await elementsOf(path);
  return elements
    .filter((element) => attribute(element, 'type') === 'application/ld+json')
    .map((element) => JSON.parse(textOf(element)));
}

/** All tags of a name, by what they are about. */
async function metaOf(path: string): Promise<readonly (readonly [string, string])[]> {
  const elements = await elementsOf(path);
  return elements
    .filter(({ tagName }) => tagName === 'meta')
    .map((element) => [
      attribute(element, 'property') ?? attribute(element, 'name') ?? '',
      attribute(element, 'content') ?? '',
    ]);
}

const FERRY = 'world/2026/05/03/ferry/index.html';

test('a story is told property by property', async () => {
  const url = `${HOME}world/2026/05/03/ferry/`;
  const [article, breadcrumbs, ...others] = await dataOf(FERRY);
  expect(others).toEqual([]);
  expect(article).toEqual({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': `${url}#article`,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    url,
    headline: 'The ferry is back </script><script>alert(1)</script>',
    description: 'After nine years.',
    image: [
      {
        '@type': 'ImageObject',
        url: `${url}ferry.svg`,
        width: 1600,
        height: 900,
        caption: 'The ferry.',
        creditText: 'Us',
      },
    ],
    thumbnailUrl: `${url}ferry.svg`,
    datePublished: '2026-05-03T08:00:00+01:00',
    dateModified: '2026-05-04T09:30:00+01:00',
    author: [
      {
        '@type': 'Person',
        name: 'Ada Venn',
        url: `${HOME}authors/ada/`,
        jobTitle: 'Editor',
        image: `${HOME}ada.jpg`,
        sameAs: ['https://x.com/adavenn'],
      },
      { '@type': 'Person', name: 'Tobias Renk', url: `${HOME}authors/tobias-renk/` },
    ],
    publisher: {
      '@type': 'NewsMediaOrganization',
      '@id': `${HOME}#publisher`,
      name: 'Courier Ltd',
      url: HOME,
      logo: { '@type': 'ImageObject', url: `${HOME}logo.svg`, width: 600, height: 60 },
    },
    articleSection: 'World',
    keywords: ['Harbour', 'Ferries'],
    inLanguage: 'en-GB',
    isPartOf: { '@type': 'WebSite', '@id': `${HOME}#website`, name: 'The Merrow Courier' },
    isAccessibleForFree: true,
    dateline: 'PORT MERROW',
    correction: [
      {
        '@type': 'CorrectionComment',
        text: 'Nine, not eight.',
        datePublished: '2026-05-05T10:00:00+01:00',
      },
    ],
    wordCount: 4,
  });
  expect(breadcrumbs).toMatchObject({
    '@type': 'BreadcrumbList',
    itemListElement: [
      { position: 1, name: 'The Merrow Courier', item: HOME },
      { position: 2, name: 'World', item: `${HOME}world/` },
      { position: 3, item: url },
    ],
  });
});

test('what is told is what is seen: headline, dates and authors', async () => {
  const elements = await elementsOf(FERRY);
  const [article] = await dataOf(FERRY);
  const [heading, ...more] = elements.filter(({ tagName }) => tagName === 'h1');
  expect(more).toEqual([]);
  expect(heading && textOf(heading)).toBe(article?.headline);
  const times = elements
    .filter(({ tagName }) => tagName === 'time')
    .map((element) => attribute(element, 'datetime'));
  expect(times).toEqual(expect.arrayContaining([article?.datePublished, article?.dateModified]));
  const bylines = elements.filter((element) => attribute(element, 'rel') === 'author').map(textOf);
  for (const { name } of (article?.author ?? []) as readonly { name: string }[])
    expect(bylines).toContain(name);
});

test.each([
  ['science/2026/05/01/paid/', 'ReviewNewsArticle'],
  ['science/2026/05/01/copy/', 'BackgroundNewsArticle'],
  ['opinion/2026/05/01/view/', 'OpinionNewsArticle'],
  ['opinion/2026/05/01/look/', 'AnalysisNewsArticle'],
  ['opinion/2026/05/01/ad/', 'AdvertiserContentArticle'],
])('%s is a %s', async (path, type) => {
  const [article] = await dataOf(`${path}index.html`);
  expect(article?.['@type']).toBe(type);
});

test('a story that is not free says so, and where its text is', async () => {
  const path = 'science/2026/05/01/paid/index.html';
  const [article] = await dataOf(path);
  expect(article).toMatchObject({
    isAccessibleForFree: false,
    hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.paywall' },
  });
  const elements = await elementsOf(path);
  const hidden = elements.filter((element) =>
    attribute(element, 'class')?.split(' ').includes('paywall'),
  );
  expect(hidden.map(textOf).join('')).toContain('The first paragraph.');
});

test('a copy leads to the original, and Google News passes it over', async () => {
  const path = 'science/2026/05/01/copy/index.html';
  const [article] = await dataOf(path);
  expect(article).toMatchObject({
    isBasedOn: 'https://original.example/x',
    author: [{ '@type': 'Organization', name: 'By an agency' }],
  });
  expect(await metaOf(path)).toContainEqual(['Googlebot-News', 'noindex']);
  const elements = await elementsOf(path);
  const canonical = elements.find((element) => attribute(element, 'rel') === 'canonical');
  expect(canonical && attribute(canonical, 'href')).toBe('https://original.example/x');
  expect(await metaOf(FERRY)).not.toContainEqual(['Googlebot-News', 'noindex']);
});

test('a live blog is one article with its updates', async () => {
  const url = `${HOME}world/2026/05/01/vote/`;
  const [article] = await dataOf('world/2026/05/01/vote/index.html');
  expect(article).toMatchObject({
    '@type': ['NewsArticle', 'LiveBlogPosting'],
    coverageStartTime: '2026-05-01T10:00:00+01:00',
    coverageEndTime: '2026-05-01T20:00:00+01:00',
    dateModified: '2026-05-01T13:45:00+01:00',
    liveBlogUpdate: [
      {
        '@type': 'BlogPosting',
        headline: 'The count',
        datePublished: '2026-05-01T13:45:00+01:00',
        articleBody: 'Text two.',
        url: `${url}#update-20260501-1345`,
      },
      {
        '@type': 'BlogPosting',
        headline: 'Half counted',
        datePublished: '2026-05-01T12:30:00+01:00',
        articleBody: 'Text one.',
        url: `${url}#update-20260501-1230`,
      },
    ],
  });
  const ids = (await elementsOf('world/2026/05/01/vote/index.html')).map((element) =>
    attribute(element, 'id'),
  );
  expect(ids).toEqual(expect.arrayContaining(['update-20260501-1345', 'update-20260501-1230']));
});

test('the front page says who publishes the site, and what the newsroom promises', async () => {
  const [website, ...others] = await dataOf('index.html');
  expect(others).toEqual([]);
  const ethics = `${HOME}ethics/`;
  expect(website).toEqual({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    '@id': `${HOME}#website`,
    name: 'The Merrow Courier',
    alternateName: 'Since 1868',
    url: HOME,
    inLanguage: 'en-GB',
    publisher: {
      '@type': 'NewsMediaOrganization',
      '@id': `${HOME}#publisher`,
      name: 'Courier Ltd',
      url: HOME,
      logo: { '@type': 'ImageObject', url: `${HOME}logo.svg`, width: 600, height: 60 },
      sameAs: ['https://x.com/merrowcourier'],
      ethicsPolicy: ethics,
      correctionsPolicy: `${HOME}corrections-policy/`,
      masthead: ethics,
      missionCoveragePrioritiesPolicy: ethics,
      ownershipFundingInfo: ethics,
      unnamedSourcesPolicy: ethics,
      verificationFactCheckingPolicy: ethics,
      diversityPolicy: ethics,
      diversityStaffingReport: 'https://reports.example/staff',
      actionableFeedbackPolicy: 'mailto:desk@example.org',
      noBylinesPolicy: ethics,
    },
  });
});

test.each([
  ['world/index.html', 'CollectionPage', 'World'],
  ['topics/harbour/index.html', 'CollectionPage', 'Harbour'],
  ['authors/ada/index.html', 'ProfilePage', 'Ada Venn'],
  ['ethics/index.html', 'WebPage', 'Ethics'],
])('%s is a %s with its way from the front page', async (path, type, name) => {
  const [page, breadcrumbs] = await dataOf(path);
  const url = `${HOME}${path.replace('index.html', '')}`;
  expect(page).toMatchObject({ '@type': type, '@id': url, url, name });
  expect(breadcrumbs).toMatchObject({ itemListElement: [{ item: HOME }, { name, item: url }] });
});

test('the page of an author tells who that is', async () => {
  const [page] = await dataOf('authors/ada/index.html');
  expect(page?.mainEntity).toMatchObject({
    '@type': 'Person',
    name: 'Ada Venn',
    description: 'She edits.',
    worksFor: { name: 'Courier Ltd' },
  });
});

test.each(['404.html', 'search/index.html'])('%s tells machines nothing', async (path) => {
  expect(await dataOf(path)).toEqual([]);
});

test('social networks find what they look for', async () => {
  const url = `${HOME}world/2026/05/03/ferry/`;
  expect(await metaOf(FERRY)).toEqual(
    expect.arrayContaining([
      ['robots', 'max-image-preview:large'],
      ['og:type', 'article'],
      ['og:url', url],
      ['og:site_name', 'The Merrow Courier'],
      ['og:locale', 'en_GB'],
      ['og:image', `${url}ferry.svg`],
      ['og:image:width', '1600'],
      ['og:image:height', '900'],
      ['og:image:alt', 'A ferry'],
      ['article:published_time', '2026-05-03T08:00:00+01:00'],
      ['article:modified_time', '2026-05-04T09:30:00+01:00'],
      ['article:section', 'World'],
      ['article:author', `${HOME}authors/ada/`],
      ['article:author', `${HOME}authors/tobias-renk/`],
      ['article:tag', 'Harbour'],
      ['article:tag', 'Ferries'],
      ['twitter:card', 'summary_large_image'],
      ['twitter:site', '@merrowcourier'],
      ['twitter:creator', '@adavenn'],
      ['twitter:image:alt', 'A ferry'],
    ]),
  );
  const elements = await elementsOf(FERRY);
  const named = elements.filter((element) =>
    /^(?:og|article):/.test(attribute(element, 'name') ?? ''),
  );
  expect(named).toEqual([]);
});

test('a site without an address, and one that wants none, tells machines nothing', async () => {
  for (const config of [{}, { ...CONFIG, discovery: { metadata: false } }]) {
    const { files } = await renderSite({ 'stories/a.md': story() }, { config });
    for (const text of Object.values(files)) expect(text).not.toContain('ld+json');
  }
});
