import type { UserConfig } from '../../src/config/schema.ts';
import { type Files, story } from '../support/site.ts';
import { drawLogo, drawPng } from './picture.ts';

/** A word that fits into no column of a telephone. */
const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter';
const HUNDRED =
  'A headline that goes on and on, as no subeditor would let it, and still has more to say of the dam ';

const PARAGRAPH =
  'The council met for the third time this week and again came to no decision on the weir, which has stood open since the flood of last spring and lets the river run through the lower town twice a day.';

const TEXT = `${PARAGRAPH}\n\n## What happens next\n\n${PARAGRAPH}\n`;

/** One of everything that markdown and its blocks can put into a body. */
const EVERYTHING = `${PARAGRAPH} The levy rose by a third,[^levy] which was announced at a hearing.[^hearing]

[A link to elsewhere](https://weir.example/a/long/address/that/has/no/place/to/break?and=a-query-of-its-own) and *emphasis*, **strength** and \`code\`.

## A list and a quotation

- One
- Two, which is longer than one and therefore needs more than a single line on most telephones
  1. Nested
  2. And numbered

> A quotation that is not pulled, in two sentences. This is the second.

::: pullquote
We shall not sail in fog.

— The harbour master
:::

### A table that is wider than the page

| Station | January | February | March | April | May | June | July | August | September | October | November | December |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
| Anner Bridge | 1,024 | 1,180 | 1,377 | 1,402 | 1,290 | 988 | 760 | 701 | 812 | 940 | 1,011 | 1,087 |
| Lower Quay | 924 | 1,080 | 1,277 | 1,302 | 1,190 | 888 | 660 | 601 | 712 | 840 | 911 | 987 |

### Code

\`\`\`ts
export const aVeryLongName = anotherVeryLongName(withAnArgument, andWithAnotherOne, andWithAThird, untilTheLineIsWiderThanAnyScreen);
\`\`\`

::: note
This story is updated as results come in.
:::

::: factbox The weir in numbers
- 84 metres
- 600 tonnes
:::

::: timeline How it came to this
- **3 May 2024.** The weir is opened.
- **1 March 2026.** The flood.
:::

::: video https://video.example/weir
The first flood.
:::

::: video weir.mp4
The second flood, filmed from the bridge.
:::

![A slope from dark to light.](wide.png "The weir on Monday. | Jane Doe")

---

#### The end

${PARAGRAPH}

[^levy]: Court of Audit, report of 17 November.
[^hearing]: Minutes of the council, page 12.
`;

const LIVE = `What is known so far, in two sentences. The count goes on.

## 14:05 The first result {key}

${PARAGRAPH}

## 13:30

${PARAGRAPH}

## 12:10 Polls close {key}

- A list
- of two
`;

const NAMES =
  'Ada Ashe,Ben Birch,Cy Cole,Di Dorn,Ed Elm,Flo Fir,Gus Gorse,Hal Hazel,Ida Ivy,Jo Jay,Kit Kale,Lu Linden'.split(
    ',',
  );

/** As many stories, of which every second one has a picture. */
function sectionOf(count: number, name: string): Files {
  const stories = Array.from({ length: count }, (_, i) => [
    `stories/${name}/number-${i + 1}.md`,
    story(
      {
        headline: `Number ${i + 1} of ${name}`,
        published: `2026-11-1${i}T08:00:00Z`,
        authors: ['ada-ashe'],
        tags: ['weir'],
        image: i % 2 === 0 ? { src: '/pictures/wide.png', alt: 'A slope.' } : null,
      },
      TEXT,
    ),
  ]);
  return Object.fromEntries(stories);
}

/** Whatever the desk may ask of the theme at its worst, in one English newspaper. */
export const EDGE_FILES: Files = {
  ...sectionOf(1, 'one'),
  ...sectionOf(2, 'two'),
  ...sectionOf(3, 'three'),
  ...sectionOf(5, 'five'),
  'stories/states/long-headline.md': story(
    { headline: HUNDRED.repeat(2).trim(), dek: PARAGRAPH },
    TEXT,
  ),
  'stories/states/long-word.md': story(
    { headline: LONG_WORD, dek: LONG_WORD, authors: [LONG_WORD], tags: [LONG_WORD] },
    `${LONG_WORD}\n\n## ${LONG_WORD}\n\n::: factbox ${LONG_WORD}\n${LONG_WORD}\n:::\n`,
  ),
  'stories/states/no-picture-no-author.md': story({ headline: 'Neither picture nor author' }, TEXT),
  'stories/states/portrait.md': story(
    {
      headline: 'A picture that is taller than wide',
      image: {
        src: '/pictures/tall.png',
        alt: 'A tall slope.',
        caption: 'Tall.',
        credit: 'Jane Doe',
      },
      authors: NAMES.slice(0, 1),
    },
    TEXT,
  ),
  'stories/states/two-authors.md': story(
    { headline: 'By two', authors: ['ada-ashe', NAMES[1]] },
    TEXT,
  ),
  'stories/states/twelve-authors.md': story({ headline: 'By twelve', authors: NAMES }, TEXT),
  'stories/states/arabic.md': story(
    {
      headline: 'مجلس المدينة يؤجل قراره بشأن السد للمرة الثالثة',
      dek: 'اجتمع المجلس ثلاث مرات هذا الأسبوع.',
      language: 'ar',
      authors: ['ada-ashe'],
      urgency: 2,
      published: '2026-11-22T10:00:00Z',
    },
    'اجتمع المجلس للمرة الثالثة هذا الأسبوع ولم يصل إلى قرار بشأن السد المفتوح منذ فيضان الربيع الماضي.\n\n## ماذا بعد\n\nيجتمع المجلس مجددا يوم الاثنين.\n',
  ),
  'stories/states/retracted.md': story(
    {
      headline: 'A story that was taken back',
      corrections: [
        {
          date: '2026-11-20T10:00:00Z',
          kind: 'retraction',
          text: 'This story rested on a forged letter.',
        },
      ],
    },
    TEXT,
  ),
  'stories/states/corrected.md': story(
    {
      headline: 'A story with one of each correction',
      updated: '2026-11-20T10:00:00Z',
      corrections: ['correction', 'clarification', 'update', 'editors-note'].map((kind, i) => ({
        date: `2026-11-1${i}T10:00:00Z`,
        kind,
        text: `The weir is 84 metres long, and not ${i + 40}.`,
      })),
    },
    TEXT,
  ),
  'stories/states/everything/index.md': story(
    {
      headline: 'One of everything',
      dek: PARAGRAPH,
      dateline: 'ANNER BRIDGE',
      kind: 'analysis',
      authors: ['ada-ashe'],
      tags: ['weir', 'town', 'money', 'floods', 'elections'],
      series: { name: 'The weir', part: 2 },
      image: { src: 'wide.png', alt: 'A slope.', caption: 'The weir.', credit: 'Jane Doe' },
      credit: 'Agency',
      source: 'Wire',
      usageTerms: 'For this newspaper alone.',
    },
    EVERYTHING,
  ),
  'stories/states/everything/wide.png': drawPng(1200, 800),
  'stories/states/everything/weir.mp4': Buffer.alloc(0),
  'stories/states/first-part.md': story(
    { headline: 'The first part', series: { name: 'The weir', part: 1 } },
    TEXT,
  ),
  'stories/states/third-part.md': story(
    { headline: 'The third part', series: { name: 'The weir', part: 3 } },
    TEXT,
  ),
  'stories/states/breaking.md': story(
    {
      headline:
        'The weir has broken, and the lower town is told to leave at once by the upper road',
      breaking: '2026-11-23T18:00:00Z',
      published: '2026-11-23T11:30:00Z',
      urgency: 1,
      authors: ['ada-ashe'],
      image: { src: '/pictures/tall.png', alt: 'A tall slope.' },
    },
    TEXT,
  ),
  'stories/live/running/index.md': story(
    {
      headline: 'Live: the count',
      kind: 'live',
      authors: ['ada-ashe'],
      published: '2026-11-23T08:00:00Z',
      image: { src: '/pictures/wide.png', alt: 'A slope.' },
    },
    LIVE,
  ),
  'stories/live/running/1445-from-a-file.md': story(
    { headline: 'From a file of its own', published: null, key: true, authors: ['ada-ashe'] },
    TEXT.replace('##', '###'),
  ),
  'stories/live/silent.md': story(
    { headline: 'Live: nothing yet', kind: 'live', published: '2026-11-23T09:00:00Z' },
    'We shall report here.\n',
  ),
  'stories/live/over.md': story(
    {
      headline: 'Live: it is over',
      kind: 'live',
      published: '2026-11-20T09:00:00Z',
      ended: '2026-11-21T20:00:00Z',
    },
    LIVE.replace('## 14:05', '## 2026-11-21 14:05'),
  ),
  ...Object.fromEntries(
    NAMES.slice(0, 4).map((name, i) => [
      `stories/columns/column-${i}.md`,
      story(
        {
          headline: `What ${name} thinks`,
          kind: 'opinion',
          authors: [name, ...NAMES.slice(8, 8 + i)],
        },
        TEXT,
      ),
    ]),
  ),
  'pages/about.md': '---\nheadline: About\ndek: Who we are.\n---\nWe print.\n\n## Where\n\nHere.\n',
  'public/pictures/wide.png': drawPng(1200, 800),
  'public/pictures/tall.png': drawPng(600, 1000),
  'public/pictures/face.png': drawPng(160, 160),
  'public/logo.svg': drawLogo('#7a0019'),
  'public/logo-dark.svg': drawLogo('#ffb3c0'),
  'public/favicon.svg': drawLogo('#7a0019'),
};

const LINKS = [
  { text: 'About', url: '/about/' },
  { text: 'The council', url: 'https://council.example/' },
];

export const EDGE_CONFIG: UserConfig = {
  title: 'The Edge of Everything and Evening Advertiser',
  tagline: 'All the states that a page can be in',
  url: 'https://edge.example',
  language: 'en',
  authors: {
    'ada-ashe': {
      name: 'Ada Ashe',
      jobTitle: 'Editor',
      bio: 'Ada Ashe writes of weirs.',
      photo: '/pictures/face.png',
      email: 'ada@edge.example',
      links: LINKS,
    },
  },
  footer: {
    text: 'An invented newspaper.',
    columns: [
      { title: 'The paper', links: LINKS },
      { title: 'More', links: LINKS },
      { links: LINKS },
    ],
    links: LINKS,
  },
  policies: { ethics: '/about/', masthead: '/about/' },
  social: [{ text: 'Social', url: 'https://social.example/@edge' }],
  pageSize: 10,
  theme: {
    masthead: { logo: { light: '/logo.svg', dark: '/logo-dark.svg' } },
    story: { ad: true },
  },
};

/** A newspaper without a story. */
export const EMPTY_CONFIG: UserConfig = { title: 'Nothing Yet', url: 'https://empty.example' };

/** A newspaper in colours, fonts and styles of its own, without the theme's script. */
export const PAINTED_FILES: Files = {
  ...sectionOf(3, 'paint'),
  'public/pictures/wide.png': drawPng(1200, 800),
  'public/favicon.svg': drawLogo('#0a5c36'),
  'public/custom.css': '.nameplate { text-transform: uppercase; }\n',
};
export const PAINTED_CONFIG: UserConfig = {
  title: 'The Painted Paper',
  url: 'https://painted.example/below/a/path',
  theme: {
    colors: { accent: '#0a5c36', link: '#5b2a86', paper: '#fffdf7', dark: { paper: '#101418' } },
    fonts: { headlines: 'sans', text: 'sans' },
    front: { secondary: 0, latest: 0, opinion: 0 },
    story: { share: false, bios: false, trust: false, related: false },
    script: false,
  },
};
