import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type BuiltPage, SITES, useSites } from './sites.ts';
import {
  attribute,
  descendants,
  describe,
  type Element,
  elementsOf,
  hasClass,
  parentOf,
  textOf,
} from './tree.ts';

const site = useSites(...SITES);

interface ParsedPage extends BuiltPage {
  readonly elements: readonly Element[];
}
const pages: ParsedPage[] = [];

beforeAll(() => {
  for (const name of SITES)
    for (const page of site(name).pages) pages.push({ ...page, elements: elementsOf(page.html) });
});

/** What is wrong, on every page of every site: `edge/latest/index.html: nav`. */
function everywhere(wrongOn: (page: ParsedPage) => readonly (string | Element)[]): string[] {
  return pages.flatMap((page) =>
    wrongOn(page).map(
      (what) => `${page.site}/${page.path}: ${typeof what === 'string' ? what : describe(what)}`,
    ),
  );
}

const byTag = (elements: readonly Element[], ...names: readonly string[]) =>
  elements.filter(({ tagName }) => names.includes(tagName));
const headingsOf = (elements: readonly Element[]) =>
  elements.filter(({ tagName }) => /^h[1-6]$/.test(tagName));

/** What may stand above a headline: a label, the way back, or that the story is taken back. */
const ABOVE = ['kicker', 'trail', 'notice'];

test('each page begins its main part with its only h1', () => {
  const wrong = everywhere(({ elements }) => {
    const mains = byTag(elements, 'main');
    const [main] = mains;
    if (main === undefined || mains.length > 1) return [`${mains.length} main elements`];
    if (attribute(main, 'id') !== 'main' || attribute(main, 'tabindex') !== '-1') return [main];
    const h1s = byTag(elements, 'h1');
    const [h1] = h1s;
    if (h1 === undefined || h1s.length > 1) return [`${h1s.length} h1 elements`];
    if (textOf(h1).trim() === '') return ['an empty h1'];
    const inside = descendants(main);
    const before = inside.slice(0, inside.indexOf(h1));
    const isAbove = (element: Element): boolean => {
      const parent = parentOf(element);
      return ABOVE.some((name) => hasClass(element, name)) || (parent !== null && isAbove(parent));
    };
    const isAround = (element: Element) => descendants(element).includes(h1);
    const isOrnament = (element: Element) => attribute(element, 'alt') === '';
    return before.filter(
      (element) => !isAbove(element) && !isAround(element) && !isOrnament(element),
    );
  });
  expect(wrong).toEqual([]);
});

test('no page skips a level of headings', () => {
  const wrong = everywhere(({ elements }) => {
    const levels = headingsOf(elements).map(({ tagName }) => Number(tagName.slice(1)));
    return levels.flatMap((level, i) => {
      const before = levels[i - 1] ?? 0;
      return level > before + 1 ? [`h${level} after h${before}`] : [];
    });
  });
  expect(wrong).toEqual([]);
});

test('ids are unique on each page, and what refers to one finds it', () => {
  const wrong = everywhere(({ elements }) => {
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    const used = elements.flatMap((element) =>
      ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'].flatMap(
        (name) => attribute(element, name)?.split(/\s+/) ?? [],
      ),
    );
    return [
      ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `#${id} again`),
      ...used.filter((id) => !ids.includes(id)).map((id) => `no #${id}`),
    ];
  });
  expect(wrong).toEqual([]);
});

test('landmarks of one kind have names that tell them apart', () => {
  const wrong = everywhere(({ elements }) => {
    const nameOf = (element: Element) => {
      const id = attribute(element, 'aria-labelledby');
      const label = elements.find((each) => id !== undefined && attribute(each, 'id') === id);
      return attribute(element, 'aria-label') ?? (label === undefined ? '' : textOf(label));
    };
    const navs = byTag(elements, 'nav');
    const names = navs.map((nav) => nameOf(nav).trim());
    return navs.filter((_, i) => names[i] === '' || names.indexOf(names[i] ?? '') !== i);
  });
  expect(wrong).toEqual([]);
});

test('stories stand in lists, under headlines that are their links', () => {
  const wrong = everywhere(({ elements }) =>
    elements
      .filter((element) => hasClass(element, 'card'))
      .filter((card) => {
        const parent = parentOf(card);
        const isAlone = card.tagName === 'article' && hasClass(card, 'card-lead');
        const isListed = parent?.tagName === 'li' && parentOf(parent)?.tagName === 'ul';
        const inside = descendants(card);
        const [headline] = headingsOf(inside);
        const links = headline === undefined ? [] : byTag(descendants(headline), 'a');
        const pictures = byTag(inside, 'img');
        return (
          !(isListed || isAlone) ||
          links.length !== 1 ||
          pictures.some((picture) => attribute(picture, 'alt') !== '')
        );
      }),
  );
  expect(wrong).toEqual([]);
});

/** ISO 8601 with an offset, as HTML wants it. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/;

test('each time is written for machines, too', () => {
  const wrong = everywhere(({ elements }) =>
    byTag(elements, 'time').filter((time) => {
      const datetime = attribute(time, 'datetime') ?? '';
      return !INSTANT.test(datetime) || Number.isNaN(Date.parse(datetime)) || textOf(time) === '';
    }),
  );
  expect(wrong).toEqual([]);
});

test('each link, picture and anchor of a site leads to something that is there', () => {
  const idsByFile = new Map<string, ReadonlySet<string>>();
  const idsIn = (file: string) => {
    const known = idsByFile.get(file);
    if (known) return known;
    const elements = file.endsWith('.html') ? elementsOf(readFileSync(file, 'utf8')) : [];
    const ids = new Set(elements.flatMap((element) => attribute(element, 'id') ?? []));
    idsByFile.set(file, ids);
    return ids;
  };
  const wrong = everywhere(({ site: name, url, elements }) => {
    const { origin, folder } = site(name);
    return elements
      .flatMap((element) => [attribute(element, 'href'), attribute(element, 'src')])
      .filter((address) => address !== undefined)
      .filter((address) => {
        const target = new URL(address, url);
        if (target.origin !== new URL(origin).origin) return false;
        if (!target.href.startsWith(`${origin}/`)) return true;
        const path = decodeURIComponent(target.href.slice(origin.length).replace(/[?#].*$/, ''));
        const file = join(folder, path, path.endsWith('/') ? 'index.html' : '');
        const isThere = existsSync(file) && statSync(file).isFile();
        const anchor = decodeURIComponent(target.hash.slice(1));
        return !isThere || (anchor !== '' && !idsIn(file).has(anchor));
      });
  });
  expect(wrong).toEqual([]);
});

test('each picture says what it shows and how large it is', () => {
  const wrong = everywhere(({ elements }) =>
    byTag(elements, 'img').filter((image) => {
      const isHere = !/^https?:/.test(attribute(image, 'src') ?? '');
      const sizes = [attribute(image, 'width'), attribute(image, 'height')];
      return (
        attribute(image, 'alt') === undefined ||
        (isHere && sizes.some((size) => !/^[1-9]\d*$/.test(size ?? '')))
      );
    }),
  );
  expect(wrong).toEqual([]);
});

test('each page names its language, its direction and itself, and offers to skip to its content', () => {
  const wrong = everywhere(({ elements }) => {
    const [html] = byTag(elements, 'html');
    const [title] = byTag(elements, 'title');
    const [body] = byTag(elements, 'body');
    if (!html || !title || !body) return ['not a whole page'];
    const [first] = descendants(body);
    const checks = {
      'no language': attribute(html, 'lang'),
      'no direction': /^(?:ltr|rtl)$/.test(attribute(html, 'dir') ?? ''),
      'no title': textOf(title).trim(),
      'no way to skip to the content': first && attribute(first, 'href') === '#main',
    };
    return Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [what]));
  });
  expect(wrong).toEqual([]);
});

test('a section and its stories show their place in the navigation', () => {
  const wrong = everywhere(({ kind, elements, url }) => {
    const current = elements.filter((element) => attribute(element, 'aria-current') !== undefined);
    const nav = elements.find((element) => hasClass(element, 'sections'));
    if (nav === undefined || (kind !== 'section' && kind !== 'story')) return [];
    const expected = kind === 'section' ? 'page' : 'true';
    const inNav = descendants(nav).filter((element) => current.includes(element));
    const [link] = inNav;
    const isRight = link !== undefined && attribute(link, 'aria-current') === expected;
    const leads = link === undefined ? '' : new URL(attribute(link, 'href') ?? '', url).href;
    return isRight && url.startsWith(leads) ? [] : [`${inNav.length} marked as ${expected}`];
  });
  expect(wrong).toEqual([]);
});

test('what a page tells machines about itself can be parsed', () => {
  const wrong = everywhere(({ elements }) =>
    byTag(elements, 'script')
      .filter((script) => attribute(script, 'type') === 'application/ld+json')
      .flatMap((script) => {
        try {
          const data: unknown = JSON.parse(textOf(script));
          return typeof data === 'object' && data !== null && '@context' in data
            ? []
            : ['no @context'];
        } catch (error) {
          return [String(error)];
        }
      }),
  );
  expect(wrong).toEqual([]);
});
