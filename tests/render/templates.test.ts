import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  buildSite,
  createSiteFolder,
  places,
  readTree,
  renderSite,
  story,
  writeFiles,
} from '../support/site.ts';

const STORY = { 'stories/world/a.md': story({ headline: 'The headline' }) };

test.each([
  [
    'a syntax error',
    'one\ntwo\n<% if (view.story { %>\nx\n<% } %>\n',
    'templates/story.ejs:3:1 template-syntax',
    "unexpected token '{'",
  ],
  [
    'a { that is never closed',
    'one\n<% if (view.story) { %>\nx\n',
    'templates/story.ejs:4:1 template-syntax',
    'never closed',
  ],
  ['a } too many', 'one\n<% } %>\n', 'templates/story.ejs:2:1 template-syntax', 'unexpected token'],
  [
    'a tag that is never closed',
    'one\n  <%= view.story.headline\nx\n',
    'templates/story.ejs:2:3 template-syntax',
    'this tag is never closed',
  ],
  [
    'a runtime error',
    'one\n\n  <%= view.story.nothing.text %>\n',
    'templates/story.ejs:3:3 template-error',
    "reading 'text'",
  ],
  [
    'a name that does not exist',
    'one\n<%= headline %>\n',
    'templates/story.ejs:2:1 template-error',
    'headline is not defined',
  ],
  [
    'a value that does not exist',
    'one\n<%= view.story.headlin %>\n',
    'templates/story.ejs:2:1 template-error',
    'prints a value that does not exist',
  ],
  [
    'an assignment to an unknown name',
    '<% total = 1 %>\n',
    'templates/story.ejs:1:1 template-error',
    'total is not defined',
  ],
  [
    'a missing include',
    "one\n<%- include('partials/crad.ejs', view) %>\n",
    'templates/story.ejs:2:1 template-missing',
    'no template "partials/crad.ejs"',
  ],
  [
    'an include that leaves the folder',
    "<%- include('../package.json') %>\n",
    'templates/story.ejs:1:1 template-missing',
    'no template',
  ],
])(
  '%s is an error with the line of the template and the story',
  async (_, template, place, message) => {
    const root = createSiteFolder(STORY);
    await buildSite(root);
    const before = readTree(join(root, 'dist'));
    writeFiles(root, { 'templates/story.ejs': template });
    const report = await buildSite(root);
    expect(places(report)).toEqual([place]);
    expect(report.problems[0]?.message).toContain(message);
    if (place.endsWith('template-error'))
      expect(report.problems[0]?.message).toContain('stories/world/a.md');
    expect(report.problems[0]?.frame).toContain('^');
    expect(readTree(join(root, 'dist'))).toEqual(before);
  },
);

test('an error in an included template is reported where it is', async () => {
  const { report } = await renderSite({
    ...STORY,
    'templates/partials/byline.ejs': 'a\nb\n<%= view.x.y %>',
  });
  expect(places(report)).toEqual(['templates/partials/byline.ejs:3:1 template-error']);
});

test('an error that shows on many pages is reported once, with their number', async () => {
  const stories = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`stories/world/s${i}.md`, story()]),
  );
  const { report } = await renderSite({ ...stories, 'templates/story.ejs': '<%= view.x.y %>' });
  expect(places(report)).toEqual(['templates/story.ejs:1:1 template-error']);
  expect(report.problems[0]?.message).toContain('and on 11 other pages');
});

test('errors in stories and in several templates are all reported', async () => {
  const { report } = await renderSite({
    ...STORY,
    'stories/world/bad.md': story({ headline: null }),
    'stories/world/worse.md': story({}, '[x](missing.md)\n'),
    'templates/story.ejs': '<% if ( %>',
    'templates/front.ejs': '<%= view.x.y %>',
  });
  expect(places(report)).toEqual([
    'stories/world/bad.md:2:1 missing-headline',
    'stories/world/worse.md:5:1 missing-link',
    'templates/front.ejs:1:1 template-error',
    'templates/story.ejs:1:1 template-syntax',
  ]);
});

test("a site's own template takes the place of one built-in file", async () => {
  const root = createSiteFolder({
    ...STORY,
    'templates/partials/time.ejs': '[<%= helpers.date(view.instant, view.style) %>]',
  });
  await buildSite(root);
  const page = readTree(join(root, 'dist'))['world/2026/05/01/a/index.html'];
  expect(page).toContain('<h1>The headline</h1>');
  expect(page).toContain('[May 1, 2026');
  rmSync(join(root, 'templates'), { recursive: true });
  await buildSite(root);
  expect(readTree(join(root, 'dist'))['world/2026/05/01/a/index.html']).not.toContain(
    '[May 1, 2026',
  );
});

test('front matter cannot stand for a name in a template', async () => {
  const keys = {
    __append: 'x',
    include: 'y',
    view: 'z',
    helpers: 'h',
    escapeFn: 'e',
    locals: 'l',
    constructor: 'c',
    extra: 'k',
  };
  const { report, files } = await renderSite({
    'stories/world/a.md': story({ headline: 'The headline', ...keys }),
  });
  expect(report.ok).toBe(true);
  expect(files['world/2026/05/01/a/index.html']).toContain('<h1>The headline</h1>');
  const own = {
    'templates/story.ejs': '<%= view.story.extra.include %>|<%= view.story.extra.__append %>',
  };
  const { files: printed } = await renderSite({ 'stories/world/a.md': story(keys), ...own });
  expect(printed['world/2026/05/01/a/index.html']).toBe('y|x');
});

test('templates ask for other stories by name, and are made again when the answer changes', async () => {
  const root = createSiteFolder({
    ...STORY,
    'pages/about.md': story({ published: null }),
    'templates/standing.ejs':
      "<% for (const card of helpers.latest({ section: 'world', count: 1 })) { %><%= card.headline %><% } %>|<% const card = helpers.story('stories/science/b.md'); %><%= card ? card.url : 'none' %>",
  });
  await buildSite(root);
  const about = () => readTree(join(root, 'dist'))['about/index.html'];
  expect(about()).toBe('The headline|none');
  writeFiles(root, { 'stories/science/b.md': story({ published: '2026-05-02T00:00:00Z' }) });
  const report = await buildSite(root);
  expect(report.written).toContain('about/index.html');
  expect(about()).toBe('The headline|/science/2026/05/02/b/');
  writeFiles(root, { 'stories/science/c.md': story({ published: '2026-05-03T00:00:00Z' }) });
  expect((await buildSite(root)).written).not.toContain('about/index.html');
});

test('a source that changes while the site is built is an error, never a mixture', async () => {
  const root = createSiteFolder(STORY);
  const report = await buildSite(root, {
    effects: {
      progress: ({ stage, done }) => {
        if (stage === 'render' && done === 0)
          writeFiles(root, { 'stories/world/a.md': story({ headline: 'Another' }) });
      },
    },
  });
  expect(places(report)).toEqual(['stories/world/a.md source-changed']);
});

test.each([
  [
    'en',
    'A</a>, <a href="/authors/b/" rel="author">B</a> and <a href="/authors/c/" rel="author">C</a>',
  ],
  [
    'de',
    'A</a>, <a href="/authors/b/" rel="author">B</a> und <a href="/authors/c/" rel="author">C</a>',
  ],
  [
    'ja',
    'A</a>, <a href="/authors/b/" rel="author">B</a>, <a href="/authors/c/" rel="author">C</a>',
  ],
])('names are listed as %s lists them', async (language, names) => {
  const { files } = await renderSite({
    'stories/a.md': story({ authors: ['A', 'B', 'C'], language }),
  });
  expect(files['news/2026/05/01/a/index.html']).toContain(names);
});
