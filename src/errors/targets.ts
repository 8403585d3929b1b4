import type { Problem } from '../types/problem.ts';
import { type Place, warningAt } from './problem.ts';

/* What search engines, apps and feed readers would object to. */

export function noUrl(): Problem {
  return {
    code: 'no-url',
    severity: 'warning',
    message:
      'The site does not say its address, so it has no feeds, no sitemaps and no structured data.',
    hint: "Set it in the configuration: url: 'https://example.org'.",
  };
}

export function noStructuredData(place: Place | string, url: string): Problem {
  return warningAt(place, {
    code: 'no-structured-data',
    message: `The page ${url} has no structured data of an article that can be read.`,
    hint: 'Keep the part with view.head.jsonLd in your own partials/head.ejs, and discovery.metadata true.',
  });
}

export function otherHeadline(place: Place | string, shown: string, told: string): Problem {
  return warningAt(place, {
    code: 'other-headline',
    message: `The page shows the headline "${shown}", and its structured data says "${told}".`,
    hint: 'Print view.story.headline in the one h1 of the page.',
  });
}

export function noVisibleDate(place: Place | string): Problem {
  return warningAt(place, {
    code: 'no-visible-date',
    message: 'The page does not show when the story was published.',
    hint: 'Print it between headline and text: include partials/story-header.ejs, or partials/time.ejs with view.story.published.',
  });
}

export function futureDate(place: Place | string): Problem {
  return warningAt(place, {
    code: 'future-date',
    message: 'This story says that it was updated or corrected at a moment that has not come yet.',
    hint: 'Google News passes over stories with dates in the future: mend updated, or the date of the correction.',
  });
}

export function noAuthor(place: Place | string): Problem {
  return warningAt(place, {
    code: 'no-author',
    message: 'This story does not say who wrote it.',
    hint: 'Add a line to the front matter: authors: [Ada Venn].',
  });
}

export function noPicture(place: Place | string): Problem {
  return warningAt(place, {
    code: 'no-picture',
    message: 'This story has no lead picture; what shows it elsewhere has nothing to show.',
    hint: 'Add one under image: in the front matter.',
  });
}

export function smallPicture(
  place: Place | string,
  { width, height, wanted }: { width: number; height: number; wanted: string },
): Problem {
  return warningAt(place, {
    code: 'small-picture',
    message: `The lead picture measures ${width} by ${height} pixels; ${wanted}.`,
    hint: 'Use a larger copy of the picture.',
  });
}

export function feedTitleLength(place: Place | string, length: number): Problem {
  return warningAt(place, {
    code: 'feed-title-length',
    message: `The headline has ${length} characters; Apple News wants 15 to 60.`,
    hint: 'Shorten it, or say more.',
  });
}

export function feedTitleMarkup(place: Place | string): Problem {
  return warningAt(place, {
    code: 'feed-title-markup',
    message: 'The headline contains HTML, which feed readers show as it is.',
    hint: 'Write plain words.',
  });
}

export function readMore(place: Place | string, words: string): Problem {
  return warningAt(place, {
    code: 'read-more',
    message: `The text has a link "${words}"; Apple News takes no stories that lead elsewhere for the rest.`,
    hint: 'Take the link out: feeds carry the whole text.',
  });
}

export function shortFeedText(place: Place | string, length: number): Problem {
  return warningAt(place, {
    code: 'short-feed-text',
    message: `The feed carries ${length} characters of this story; Flipboard wants 300 or more.`,
    hint: 'Write a longer summary, or let feeds carry full texts: discovery.feeds.content.',
  });
}

export function fewFeedItems(count: number): Problem {
  return {
    code: 'few-feed-items',
    severity: 'warning',
    message: `The feed of the site has ${count === 1 ? 'one story' : `${count} stories`}; Flipboard wants 20 or more.`,
    hint: 'Set discovery.feeds.items to 20 or more; a young site grows into it.',
  };
}

export function largeFeed(path: string, bytes: number, limit: string): Problem {
  return {
    code: 'large-feed',
    severity: 'warning',
    message: `${path} has ${Math.ceil(bytes / 1024)} kilobytes; ${limit}.`,
    hint: 'Set discovery.feeds.items to fewer stories, or discovery.feeds.content to "summary".',
  };
}

export function largeFeedItem(place: Place | string, bytes: number): Problem {
  return warningAt(place, {
    code: 'large-feed-item',
    message: `The text of this story has ${Math.ceil(bytes / 1024)} kilobytes in the feed; readers stop at 1,024.`,
    hint: 'Split it into parts of a series.',
  });
}

export function changedIdentity(place: Place | string, before: string, now: string): Problem {
  return warningAt(place, {
    code: 'changed-id',
    message: `Feeds knew this story as ${before}, and would know it as ${now}: readers would see it as a new one.`,
    hint: 'Put the old address first in aliases, or keep the id that it had.',
  });
}

export function sameIdentity(place: Place | string, identity: string, other: string): Problem {
  return warningAt(place, {
    code: 'same-id',
    message: `This story and ${other} have the same id, ${identity}: feed readers show one of them only.`,
    hint: 'Give each an id of its own.',
  });
}

export function unreadableFeed(path: string, reason: string): Problem {
  return {
    code: 'unreadable-feed',
    severity: 'warning',
    message: `${path} cannot be read: ${reason}.`,
    hint: 'Mend your own templates in templates/feeds/, or delete them.',
  };
}

export function noFeed(): Problem {
  return {
    code: 'no-feed',
    severity: 'warning',
    message: 'Broadsheet makes no feed of this site, so there is nothing to look at.',
    hint: 'Leave out discovery.feeds: false, or look at the feed of your own by other means.',
  };
}

export function repeatedItem(path: string, id: string): Problem {
  return {
    code: 'repeated-item',
    severity: 'warning',
    message: `${path} has two items with the id ${id}: feed readers show one of them only.`,
    hint: 'Give each story an id of its own.',
  };
}

export function noSelf(path: string): Problem {
  return {
    code: 'no-self',
    severity: 'warning',
    message: `${path} does not say its own address, by which hubs and readers know it.`,
    hint: 'Print view.feed.self in a link with rel="self".',
  };
}

export function changedIdentities(count: number, before: string, now: string): Problem {
  return {
    code: 'changed-id',
    severity: 'warning',
    message: `Feeds would know ${count} stories by other names than before, such as ${before} as ${now}: readers would see them all as new.`,
    hint: 'If the site has moved, that happens once. Else undo what has changed, such as url or permalink.',
  };
}
