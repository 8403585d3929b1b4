import { expect, test } from 'vitest';
import { createBuilder } from '../../src/builder.ts';
import { COLORS, contrastOf, faintPairs, resolveColors } from '../../src/config/colors.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { UserConfig } from '../../src/config/schema.ts';
import { BroadsheetError } from '../../src/errors/problem.ts';
import { openDiskOutput } from '../../src/output/disk.ts';
import type { Problem } from '../../src/types/problem.ts';
import { CLOCK, createSiteFolder, places, renderSite, story } from '../support/site.ts';

const FILE = 'broadsheet.config.mjs';

async function load(text: string, name = FILE) {
  return loadConfig(createSiteFolder({ [name]: text }), undefined, {});
}

async function errorsOf(text: string, name = FILE): Promise<readonly Problem[]> {
  try {
    await load(text, name);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  return [];
}

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.478],
  ['#767676', '#ffffff', 4.542],
  ['#ff0000', '#ffffff', 3.998],
  ['#0000ff', '#ffffff', 8.592],
  ['#008000', '#ffffff', 5.138],
  ['#ffff00', '#0000ff', 8.002],
  ['#fff', '#000', 21],
  ['#A30', '#ffffff', 6.632],
])('the contrast of %s on %s is %f to 1, as WCAG defines it', (a, b, ratio) => {
  expect(contrastOf(a, b)).toBeCloseTo(ratio, 1);
  expect(contrastOf(b, a)).toBe(contrastOf(a, b));
});

test('every text in the built-in colours can be read', () => {
  expect(faintPairs(COLORS)).toEqual([]);
  for (const { ink, muted, accent, link, paper, wash, breaking } of Object.values(COLORS)) {
    for (const color of [ink, muted, accent, link])
      for (const on of [paper, wash]) expect(contrastOf(color, on)).toBeGreaterThan(6);
    expect(contrastOf('#ffffff', breaking)).toBeGreaterThan(6);
  }
});

test.each(['#0b5d3b', '#000000', '#00f', '#7a0019', '#663399'])(
  'the accent %s, chosen for light paper, can be read on dark paper, too',
  (accent) => {
    const { light, dark } = resolveColors({ accent, link: accent }, {});
    expect(light.accent).toBe(accent);
    for (const own of [dark.accent, dark.link]) {
      expect(own).toMatch(/^#[0-9a-f]{6}$/);
      expect(contrastOf(own, COLORS.dark.paper)).toBeGreaterThanOrEqual(7);
    }
  },
);

test('an accent that can be read on dark paper stays as it is, and other colours are not carried over', () => {
  const { dark } = resolveColors({ accent: '#ffcc00', ink: '#333333', paper: '#fff1e5' }, {});
  expect(dark).toEqual({ ...COLORS.dark, accent: '#ffcc00' });
});

test('a colour for dark paper is taken as it is written', () => {
  const { dark } = resolveColors({ accent: '#0b5d3b' }, { accent: '#333333', paper: '#202020' });
  expect(dark).toEqual({ ...COLORS.dark, accent: '#333333', paper: '#202020' });
  // Without one, the accent is lightened for the paper that it lies on.
  const own = resolveColors({ accent: '#0b5d3b' }, { paper: '#3a3a3a' }).dark.accent;
  expect(contrastOf(own, '#3a3a3a')).toBeGreaterThanOrEqual(7);
});

test('a colour that is hard to read is a warning at its place, with its contrast', async () => {
  const { warnings } = await load(`export default {
  title: 'T',
  theme: {
    colors: {
      muted: '#999999',
      breaking: '#ff8888',
      dark: {
        link: '#444444',
      },
    },
  },
};
`);
  expect(places({ problems: warnings })).toEqual([
    `${FILE}:5:7 faint-color`,
    `${FILE}:6:7 faint-color`,
    `${FILE}:8:9 faint-color`,
  ]);
  const [muted, breaking, link] = warnings;
  expect(muted).toMatchObject({ severity: 'warning', frame: expect.stringContaining('^') });
  expect(muted?.message).toMatch(/"muted" on "wash" .* light .* 2\.6 to 1/);
  expect(breaking?.message).toMatch(/White text on "breaking"/);
  expect(link?.message).toMatch(/"link" on "wash" .* dark/);
});

test('in JSON the place is found, too, and a paper that is too dark is told for each text on it', async () => {
  const text = '{\n  "theme": { "colors": {\n    "accent": "#cccccc"\n  } }\n}\n';
  const { warnings } = await load(text, 'broadsheet.config.json');
  expect(places({ problems: warnings })).toEqual(['broadsheet.config.json:3:5 faint-color']);
  const dark = await load("export default { theme: { colors: { paper: '#222222' } } };\n");
  expect(dark.warnings.map(({ message }) => /"(\w+)" on "paper"/.exec(message)?.[1])).toEqual(
    expect.arrayContaining(['ink', 'muted', 'accent', 'link']),
  );
});

test('the same colour for light and dark is told where it stands for dark', async () => {
  const { warnings } = await load(
    "export default { theme: { colors: {\n  dark: { accent: '#222222' },\n  accent: '#0b5d3b',\n} } };\n",
  );
  expect(places({ problems: warnings })).toEqual([`${FILE}:2:11 faint-color`]);
});

test('a colour for light that stands behind those for dark is told where it stands', async () => {
  const { warnings } = await load(
    "export default { theme: { colors: {\n  dark: { accent: '#ffffff' },\n  accent: '#eeeeee',\n} } };\n",
  );
  expect(places({ problems: warnings })).toEqual([`${FILE}:3:3 faint-color`]);
});

test('a warning of the configuration is one of each build', async () => {
  const root = createSiteFolder({
    [FILE]: "export default { theme: { colors: { accent: '#cccccc' } } };\n",
    'stories/a.md': story(),
  });
  const config = await loadConfig(root, undefined, {});
  const release = { clock: CLOCK, drafts: false, future: false };
  const openOutput = () => openDiskOutput({ root, out: 'dist' });
  for (let i = 0; i < 2; i++) {
    const builder = createBuilder({ root, config, release }, { openOutput, now: () => 0 });
    const report = await builder.build();
    expect(report.ok).toBe(true);
    expect(places(report)).toEqual([`${FILE}:1:37 faint-color`]);
  }
});

test.each([
  ["colors: { accent: 'red' }", 'theme.colors.accent', 'must be a colour such as #a3000f'],
  ["colors: { accent: '#12345' }", 'theme.colors.accent', 'must be a colour such as #a3000f'],
  ["colors: { accent: '#a3000f80' }", 'theme.colors.accent', 'must be a colour'],
  ["colors: { dark: { paper: '#xyz' } }", 'theme.colors.dark.paper', 'must be a colour'],
  ["fonts: { text: 'x; } body { color: red' }", 'theme.fonts.text', 'list of font families'],
  ["fonts: { web: 'arial' }", 'theme.fonts.web', 'must be "newsreader", or'],
  ["fonts: { web: { family: 'X', file: 'x.woff2' } }", 'theme.fonts.web', ''],
  ['measure: 30', 'theme.measure', 'must be at least 40'],
  ['measure: 91', 'theme.measure', 'must be at most 90'],
  ['measure: 60.5', 'theme.measure', 'must be a whole number'],
  ['front: { secondary: 9 }', 'theme.front.secondary', 'must be at most 8'],
  ['front: { strips: [{ section: 1 }] }', 'theme.front.strips', ''],
  ["front: { pins: [{ story: 'x', slot: 'lead', until: 'soon' }] }", 'theme.front.pins', 'date'],
  ["story: { share: 'yes' }", 'theme.story.share', 'must be true or false'],
  ["masthead: { logo: 'logo.svg' }", 'theme.masthead.logo', 'must be a path that starts with /'],
  ['script: 1', 'theme.script', 'must be true or false'],
])('the setting %s is an error at its place', async (setting, name, words) => {
  const problems = await errorsOf(`export default {\n  theme: {\n    ${setting},\n  },\n};\n`);
  expect(problems).toMatchObject([{ severity: 'error', code: 'bad-config', file: FILE, line: 3 }]);
  expect(problems[0]?.message).toContain(name);
  expect(problems[0]?.message).toContain(words);
});

test.each([
  ["colors: { acent: '#000' }", 'Did you mean "accent"?'],
  ['front: { secondry: 3 }', 'Did you mean "secondary"?'],
  ['story: { shares: true }', 'Did you mean "share"?'],
])('a misspelt setting guesses: %s', async (setting, hint) => {
  const problems = await errorsOf(`export default { theme: { ${setting} } };\n`);
  expect(problems).toMatchObject([{ code: 'bad-config', hint }]);
});

test.each([
  ["words: { relatd: 'More' }", 'There is no setting "words.relatd".', 'Did you mean "related"?'],
  ["words: { stories: { one: 'x' } }", '"words.stories', ''],
  ['words: { related: 3 }', '"words.related"', ''],
  ["policies: { ethic: '/x/' }", 'There is no setting "policies.ethic".', 'Did you mean "ethics"?'],
  ["policies: { ethics: 'x' }", '"policies.ethics" must be a path', ''],
])('%s is an error that says what may stand there', async (setting, message, hint) => {
  const problems = await errorsOf(`export default {\n  title: 'T',\n  ${setting},\n};\n`);
  expect(problems).toMatchObject([{ severity: 'error', file: FILE, line: 3 }]);
  expect(problems[0]?.message).toContain(message);
  expect(problems[0]?.hint).toContain(hint);
});

test('what is set for the story shows there, and what is not does not', async () => {
  const authors = { ada: { name: 'Ada', bio: 'Writes about rivers.' } };
  const files = {
    'stories/world/a.md': story({
      authors: ['ada'],
      published: '2026-05-02T08:00:00Z',
      updated: '2026-05-02T08:20:00Z',
    }),
    'stories/world/b.md': story(),
    'pages/about.md': story({ published: null }),
  };
  const base: UserConfig = { url: 'https://example.org', authors, policies: { ethics: '/about/' } };
  const pageWith = async (options: NonNullable<UserConfig['theme']>['story']) => {
    const config = { ...base, theme: { story: options } };
    const { files: made } = await renderSite(files, { config });
    return made['world/2026/05/02/a/index.html'] ?? '';
  };
  const plain = await pageWith({});
  const marks: readonly (readonly [object, string])[] = [
    [{ share: false }, 'class="share"'],
    [{ bios: false }, 'Writes about rivers.'],
    [{ trust: false }, 'Why you can trust us'],
    [{ related: false }, 'Related stories'],
    [{ updatedAfterMinutes: 20 }, '>Updated '],
    [{ oldAfterDays: 0 }, 'class="age-note"'],
  ];
  for (const [options, mark] of marks) {
    expect(plain).toContain(mark);
    expect(await pageWith(options)).not.toContain(mark);
  }
  expect(plain).not.toContain('class="ad"');
  expect(await pageWith({ ad: true })).toContain('class="ad"');
});

test('a policy is called by its name in the language of the page', async () => {
  const { files } = await renderSite(
    { 'stories/world/a.md': story({ language: 'de' }), 'stories/world/b.md': story() },
    { config: { base: '/paper', policies: { ethics: '/ethics/', masthead: 'https://x.org/' } } },
  );
  expect(files['world/2026/05/01/a/index.html']).toMatch(
    /<a href="\/paper\/ethics\/">[^<]*<\/a>[\s\S]*<a href="https:\/\/x\.org\/">/,
  );
  expect(files['world/2026/05/01/b/index.html']).toContain('<a href="/paper/ethics/">Ethics</a>');
  expect(files['world/2026/05/01/a/index.html']).not.toContain('>Ethics</a>');
});

test('the masthead has a name of its own, which is not the title of the site', async () => {
  const config = { title: 'The Example Tide', theme: { masthead: { name: 'The Tide' } } };
  const { files } = await renderSite({ 'stories/a.md': story() }, { config });
  expect(files['index.html']).toMatch(/class="nameplate"><a href="\/">\s*The Tide\s*<\/a>/);
  expect(files['index.html']).toContain('<title>The Example Tide</title>');
});
