import { expect, test } from 'vitest';
import type { Plugin } from '../../src/types/plugin.ts';
import {
  buildSite,
  createSiteFolder,
  places,
  readTree,
  renderSite,
  story,
  writeFiles,
} from '../support/site.ts';

const counter: Plugin = {
  name: 'counter',
  plan: (site, { href }) => [
    {
      type: 'text',
      path: 'count.txt' as never,
      phase: 'list',
      origin: 'the plugin "counter"',
      owner: null,
      text: `${site.stories.length} ${site.stories.map(({ url }) => href(url)).join(' ')}`,
    },
  ],
};

test("a plugin's files are published, kept and removed like all others", async () => {
  const root = createSiteFolder({ 'stories/a.md': story() });
  const config = { plugins: [counter] };
  await buildSite(root, { config });
  expect(readTree(`${root}/dist`)['count.txt']).toBe('1 /news/2026/05/01/a/');
  expect((await buildSite(root, { config })).written).toEqual([]);
  expect((await buildSite(root)).removed).toEqual(['count.txt']);
});

test('a plugin sees no story that is held', async () => {
  const { files } = await renderSite(
    { 'stories/a.md': story({ status: 'draft' }) },
    { config: { plugins: [counter] } },
  );
  expect(files['count.txt']).toBe('0 ');
});

test('a plugin that claims an address of the site is named', async () => {
  const thief: Plugin = {
    name: 'thief',
    plan: () => [
      {
        type: 'text',
        path: 'index.html' as never,
        phase: 'list',
        origin: 'the plugin "thief"',
        owner: null,
        text: '',
      },
    ],
  };
  const { report } = await renderSite(
    { 'stories/a.md': story() },
    { config: { plugins: [thief] } },
  );
  expect(places(report)[0]).toContain('duplicate-url');
  expect(report.problems[0]?.message).toContain('the plugin "thief"');
});

test('a plugin cannot write outside of the site, and one that fails is named', async () => {
  const plan = () => [
    {
      type: 'text' as const,
      path: '../escaped.txt' as never,
      phase: 'list' as const,
      origin: 'x',
      owner: null,
      text: '',
    },
  ];
  const outside = await renderSite(
    { 'stories/a.md': story() },
    { config: { plugins: [{ name: 'escape', plan }] } },
  );
  expect(outside.report.problems[0]).toMatchObject({ code: 'bad-output-path' });
  const failing: Plugin = {
    name: 'failing',
    plan() {
      throw new Error('no network');
    },
  };
  const failed = await renderSite({ 'stories/a.md': story() }, { config: { plugins: [failing] } });
  expect(failed.report.problems[0]?.message).toBe('The plugin "failing" failed: no network.');
});

test('a text that is derived is made only when what it is made from has changed', async () => {
  let made = 0;
  const list: Plugin = {
    name: 'list',
    plan: (site, { derive }) => [
      {
        type: 'text',
        path: 'list.txt' as never,
        phase: 'list',
        origin: 'the plugin "list"',
        owner: null,
        text: derive(
          site.stories.map(({ card }) => card),
          (cards) => {
            made++;
            return cards.map((card) => card.value.headline).join();
          },
        ),
      },
    ],
  };
  const root = createSiteFolder({ 'stories/a.md': story({ headline: 'A' }) });
  const config = { plugins: [list] };
  await buildSite(root, { config });
  writeFiles(root, { 'stories/a.md': story({ headline: 'A', urgency: 1 }) });
  await buildSite(root, { config });
  expect([made, readTree(`${root}/dist`)['list.txt']]).toEqual([1, 'A']);
  writeFiles(root, { 'stories/a.md': story({ headline: 'B' }) });
  await buildSite(root, { config });
  expect([made, readTree(`${root}/dist`)['list.txt']]).toEqual([2, 'B']);
});
