const PAGE_SIZE = 20;

export function slugUrl(folder, name) {
  const slug = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return `/${folder}/${slug}/`;
}

/** All pages of all lists: of all stories, by section, topic, series and author, and the archive by date. */
export function planLists(news, dayOf) {
  const named = (folder, namesOf) => {
    return groupBy(news, (item) => namesOf(item.data).map((name) => [slugUrl(folder, name), name]));
  };
  const sectionOf = ({ inputPath }) => inputPath.split('/')[3];
  const lists = [
    { url: '/latest/', title: 'All stories', stories: news },
    ...groupBy(news, ({ page }) => [[`/${sectionOf(page)}/`, capital(sectionOf(page))]]),
    ...named('topics', ({ tags }) => tags),
    ...named('series', ({ series }) => (series ? [series] : [])),
    ...named('authors', ({ authors }) => authors),
    ...planArchive(news, dayOf),
  ];
  return lists.flatMap(paginate);
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function groupBy(news, keysOf) {
  const groups = new Map();
  for (const item of news) {
    for (const [url, title] of keysOf(item)) {
      const group = groups.get(url) ?? { url, title, stories: [] };
      group.stories.push(item);
      groups.set(url, group);
    }
  }
  return [...groups.values()];
}

/** An index of years, then years with their months, months with their days and stories, days with stories. */
function planArchive(news, dayOf) {
  const levels = [0, 4, 7, 10].map((length) =>
    groupBy(news, ({ data }) => {
      const key = dayOf(data.published).slice(0, length);
      return [[key ? `/archive/${key.replaceAll('-', '/')}/` : '/archive/', key || 'Archive']];
    }),
  );
  return levels.flatMap((level, depth) =>
    level.map((group) => {
      const children = levels[depth + 1]?.filter(({ url }) => url.startsWith(group.url)) ?? [];
      return { ...group, children, stories: depth < 2 ? [] : group.stories };
    }),
  );
}

/** Cut as Broadsheet cuts lists: full pages are numbered from the oldest. */
function paginate({ url, title, stories, children = [] }) {
  const full = Math.max(0, Math.floor(stories.length / PAGE_SIZE) - 1);
  const urlOf = (number) => (number > full ? url : `${url}page/${number}/`);
  return Array.from({ length: full + 1 }, (_, index) => {
    const number = index + 1;
    const end = stories.length - index * PAGE_SIZE;
    return {
      url: urlOf(number),
      title,
      children,
      stories: stories.slice(number > full ? 0 : end - PAGE_SIZE, end),
      older: number > 1 ? urlOf(number - 1) : null,
      newer: number <= full ? urlOf(number + 1) : null,
    };
  });
}

/** For each story's address the five older stories that share the most topics, out of the 40 newest of each topic. */
export function relate(newestFirst) {
  const related = new Map();
  const byTopic = new Map();
  for (const item of newestFirst.toReversed()) {
    const shared = new Map();
    for (const tag of item.data.tags) {
      const older = byTopic.get(tag) ?? [];
      for (const other of older.slice(-40)) shared.set(other, (shared.get(other) ?? 0) + 1);
      byTopic.set(tag, [...older.slice(-39), item]);
    }
    const best = [...shared].sort((a, b) => b[1] - a[1]).slice(0, 5);
    related.set(
      item.url,
      best.map(([other]) => other),
    );
  }
  return related;
}
