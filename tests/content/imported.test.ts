import { expect, test } from 'vitest';
import { parseText } from './parse.ts';

test.each([
  'tags: {a: 1}',
  'updated: soon',
  'slug: "🎉/"',
  'image: 3',
  'aliases: ["../x"]',
  'series: []',
  'language: english-language-x',
  'urgency: high',
  'permalink: {build: x}',
])('%s in a post of another generator only warns', (line) => {
  const { content, problems } = parseText(
    `---\ntitle: A\ndate: 2026-05-01\n${line}\n---\nWords.\n`,
  );
  expect(content).not.toBeNull();
  expect(problems.map(({ severity }) => severity)).not.toContain('error');
});

test.each(['draft: yes', 'published: no', 'permalink: false', 'render: false', 'status: seedling'])(
  '%s holds a post of another generator back',
  (line) => {
    const { status, problems } = parseText(
      `---\ntitle: A\ndate: 2026-05-01\n${line}\n---\nWords.\n`,
    );
    expect(status ?? 'draft').toBe('draft');
    expect(problems.map(({ severity }) => severity)).not.toContain('error');
  },
);

test.each([
  'draft: perhaps',
  'embargo: soon',
  'expiryDate: soon',
  'Embargo: 2031-01-01',
  'Draft: true',
])('%s is an error also in a post of another generator', (line) => {
  const { content, problems } = parseText(
    `---\ntitle: A\ndate: 2026-05-01\n${line}\n---\nWords.\n`,
  );
  expect(content).toBeNull();
  expect(problems.map(({ severity }) => severity)).toContain('error');
});
