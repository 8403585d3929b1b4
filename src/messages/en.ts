/**
 * The words of the interface, in English: the catalogue that is complete, and that others are measured by. `{name}`
 * stands for a value. A message with forms is chosen by a number, which its forms may show as `{count}`; `other` is
 * the form that every language has.
 */
export const en = {
  // What the generator itself writes into bodies.
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  table: 'Table',
  watchVideo: 'Watch the video',

  // Names in a row: between two, between all but the last, before the last of several.
  namesPair: ' and ',
  namesMiddle: ', ',
  namesLast: ' and ',

  // Around every page.
  skip: 'Skip to the content',
  sections: 'Sections',
  aboutThisSite: 'About this site',
  colours: 'Switch between light and dark colours',
  backToTop: 'Back to the top',
  preview: 'Preview: this may show stories that are not public.',
  stories: { one: '{count} story', other: '{count} stories' },
  noStories: 'There are no stories here yet.',

  // Lists.
  allStories: 'All stories',
  pages: 'Pages',
  newer: 'Newer stories',
  older: 'Older stories',
  topic: 'Topic',
  series: 'Series',
  authors: 'Authors',
  noAuthors: 'No author has a story here yet.',
  archive: 'Archive',
  archiveOf: 'Archive: {period}',

  // The front page.
  topStories: 'Top stories',
  breaking: 'Breaking',
  breakingNews: 'Breaking news',
  latest: 'Latest',
  opinion: 'Opinion',

  // Kinds of stories, as a label before a headline.
  kindAnalysis: 'Analysis',
  kindOpinion: 'Opinion',
  kindReview: 'Review',
  kindExplainer: 'Explainer',
  kindObituary: 'Obituary',
  kindInterview: 'Interview',
  kindSponsored: 'Paid content',

  // A story.
  by: 'By {names}',
  published: 'Published',
  updated: 'Updated',
  part: 'Part {number}',
  moreOf: 'More of {series}',
  previous: 'Previous',
  next: 'Next',
  topics: 'Topics',
  share: 'Share',
  shareWith: 'Share…',
  shareByMail: 'Send by mail',
  copyLink: 'Copy the link',
  linkCopied: 'The link is copied',
  aboutTheAuthor: { one: 'About the author', other: 'About the authors' },
  trust: 'Why you can trust us',
  related: 'Related stories',
  advertisement: 'Advertisement',
  /** `{ago}` is “3 years ago”, written by the reader's browser. */
  oldStory: 'This story was published {ago}.',
  /** Before what a correction says: `{kind}` is “Correction”, `{date}` its day. */
  notice: '{kind}, {date}:',
  correction: 'Correction',
  clarification: 'Clarification',
  update: 'Update',
  editorsNote: 'Editor’s note',
  retraction: 'Retraction',

  // A live blog.
  live: 'Live',
  liveEnded: 'This live coverage has ended.',
  lastUpdate: 'Last update',
  keyEvents: 'Key events',
  keyEvent: 'Key event',
  updates: 'Updates',
  linkToUpdate: 'Link to this update',
  noUpdates: 'There are no updates yet.',
  newUpdates: { one: 'Show {count} new update', other: 'Show {count} new updates' },

  // Other pages.
  feedText:
    'This is a web feed: copy its address into a feed reader, and what is new comes to you.',
  corrections: 'Corrections',
  correctionsText: 'What we got wrong, and how we put it right.',
  noCorrections: 'No story has been corrected.',
  search: 'Search',
  searchText: 'Every story stands in its section, under its topics and in the archive by date.',
  notFound: 'Page not found',
  notFoundText:
    'Nothing is published at this address. The story may have moved, or the address may be mistyped.',
  frontPage: 'The front page',
  moved: 'This page has moved:',
  contact: 'Contact',

  // What a newsroom says of itself.
  policyEthics: 'Ethics',
  policyCorrections: 'Corrections policy',
  policyMasthead: 'Who we are',
  policyMission: 'Mission and priorities',
  policyOwnership: 'Ownership and funding',
  policyUnnamedSources: 'Unnamed sources',
  policyVerification: 'Verification and fact-checking',
  policyDiversity: 'Diversity',
  policyStaffing: 'Diversity in our newsroom',
  policyFeedback: 'Feedback',
  policyNoBylines: 'Stories without bylines',
} as const satisfies Readonly<Record<string, Message>>;

/** The forms of a message, by the categories of CLDR's plural rules. */
export interface Forms {
  readonly zero?: string | undefined;
  readonly one?: string | undefined;
  readonly two?: string | undefined;
  readonly few?: string | undefined;
  readonly many?: string | undefined;
  readonly other: string;
}

export type Message = string | Forms;

export type MessageKey = keyof typeof en;

/** The words of one language; what is missing is said in English. */
export type Catalogue = Readonly<Partial<Record<MessageKey, Message>>>;

/** A language in which the whole interface speaks. */
export type CompleteCatalogue = {
  readonly [Key in MessageKey]: (typeof en)[Key] extends string ? string : Forms;
};
