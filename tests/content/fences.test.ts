import { expect, test } from 'vitest';
import { splitFences } from '../../src/content/fences.ts';
import { marks, parseText, storyOf } from './parse.ts';

const YAML = 'headline: A\npublished: 2026-05-01\n';

test.each([
  ['a fence that is never closed', '---\nheadline: A\n', '1:1 front-matter-unclosed'],
  ['only a fence', '---', '1:1 front-matter-unclosed'],
  ['a fence with spaces before its end', '---\nheadline: A\n ---\n', '1:1 front-matter-unclosed'],
  ['TOML that is never closed', '+++\nheadline = "A"\n', '1:1 front-matter-unclosed'],
  ['a brace that is never closed', '{"headline": "A"\n', '1:1 front-matter-unclosed'],
  ['blank lines above the fence', `\n \n---\n${YAML}---\n`, '3:1 front-matter-start'],
  ['blank lines above a TOML fence', '\n+++\nheadline = "A"\n+++\n', '2:1 front-matter-start'],
  ['four hyphens', `----\n${YAML}----\n`, '1:1 front-matter-fence'],
  ['four plus signs', '++++\nheadline = "A"\n++++\n', '1:1 front-matter-fence'],
  ['an unknown language', `---ini\n${YAML}---\n`, '1:1 front-matter-language'],
  [
    'a language named like a member of objects',
    `---constructor\n${YAML}---\n`,
    '1:1 front-matter-language',
  ],
  ['another such language', `---__proto__\n${YAML}---\n`, '1:1 front-matter-language'],
  ['a list', '---\n- a\n- b\n---\n', '2:1 front-matter-shape'],
  ['a single value', '---\njust words\n---\n', '2:1 front-matter-shape'],
  ['no front matter', '# A headline\n\nWords.\n', '1:1 no-front-matter'],
  ['an empty file', '', '1:1 no-front-matter'],
  ['template tags of another generator', '{{ page.title }}\n', '1:1 no-front-matter'],
  ['a template statement', '{% extends "base" %}\n', '1:1 no-front-matter'],
  ['more than 64 kB', `---\nheadline: ${'a'.repeat(70_000)}\n---\n`, '1:1 front-matter-size'],
  ['more than 64 kB of JSON', `{"a": "${'a'.repeat(70_000)}"}\n`, '1:1 front-matter-size'],
  [
    'tens of thousands of empty lines',
    `---\n${YAML}${'\n'.repeat(50_000)}---\n`,
    '1:1 front-matter-size',
  ],
])('%s is an error at its line', (_, text, mark) => {
  const { content, status, problems } = parseText(text);
  expect(marks(problems)).toEqual([mark]);
  expect({ content, status }).toEqual({ content: null, status: null });
  expect(problems[0]).toMatchObject({ file: 'stories/world/a.md', severity: 'error' });
});

test.each(['---\n---\n', '---\n\n---\n', '---\n# only a note\n---\n', '---json\n{}\n---\n'])(
  'empty front matter (%j) lacks a headline and a date',
  (text) => {
    expect(
      parseText(text)
        .problems.map(({ code }) => code)
        .sort(),
    ).toEqual(['missing-date', 'missing-headline']);
  },
);

test.each(['---js', '---javascript', '---JS', '--- coffee', '--- js ', '---ts', '---cson'])(
  'front matter in %s is refused and never run',
  (fence) => {
    const canary = 'broadsheetCanary';
    const { problems } = parseText(
      `${fence}\n(() => { globalThis.${canary} = true; return { headline: "A" }; })()\n---\n`,
    );
    expect(marks(problems)).toEqual(['1:1 front-matter-code']);
    expect(Object.hasOwn(globalThis, canary)).toBe(false);
  },
);

test.each([
  ['YAML', `---\n${YAML}---\nWords.\n`],
  ['YAML by name', `--- yaml\n${YAML}---\t\nWords.\n`],
  ['TOML', '+++\nheadline = "A"\npublished = 2026-05-01\n+++\nWords.\n'],
  ['TOML by name', '---toml\nheadline = "A"\npublished = "2026-05-01"\n---\nWords.\n'],
  ['JSON by name', '---json\n{"headline": "A", "published": "2026-05-01"}\n---\nWords.\n'],
  ['JSON at the top', '{"headline": "A", "published": "2026-05-01"}\nWords.\n'],
])('%s between its fences is read', (_, text) => {
  const parsed = parseText(text);
  expect(parsed.problems).toEqual([]);
  expect(storyOf(parsed)).toMatchObject({ headline: 'A', words: 1, summary: 'Words.' });
  expect(storyOf(parsed).published.iso).toBe('2026-05-01T00:00:00+01:00');
});

test('braces and quotation marks in JSON text do not end the front matter', () => {
  const parsed = parseText('{"headline": "A } \\" ] {", "published": "2026-05-01"}\nWords.\n');
  expect(storyOf(parsed)).toMatchObject({ headline: 'A } " ] {' });
});

test('a line of hyphens inside TOML text does not end the front matter', () => {
  const parsed = parseText(
    '+++\nheadline = "A"\npublished = 2026-05-01\ndek = """\nabove\n---\nbelow"""\n+++\nWords.\n',
  );
  expect(storyOf(parsed).dek).toBe('above\n---\nbelow');
});

test.each([
  ['---\na: 1\n---\nBody\n---\nmore\n', 'Body\n---\nmore\n'],
  ['---\na: 1\n---', ''],
  ['---\na: 1\n---\n\n\nBody', '\n\nBody'],
  ['{"a": 1} Body', ' Body'],
  ['No matter', 'No matter'],
])('the body of %j begins after the fence', (text, body) => {
  expect(splitFences(text, 'a.md')).toMatchObject({ body });
});

test('the same bad file fails each time it is read', () => {
  const text = '---\nheadline: "A\npublished: 2026-05-01\n---\n';
  const [first, second] = [parseText(text), parseText(text)];
  expect(first.problems).toHaveLength(1);
  expect(second).toEqual(first);
});
