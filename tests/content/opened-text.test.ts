import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cutOpen, fetchSource } from '../../src/content/fetch.ts';
import { parseSource } from '../../src/content/read.ts';
import { jsonBefore, type Row } from '../../src/content/row.ts';
import type { Role } from '../../src/content/scan.ts';
import { createZone } from '../../src/content/zone.ts';
import { sourcePath } from '../../src/paths.ts';
import { temporaryFolder } from '../support/site.ts';

const ZONE = createZone('Europe/London');
const KEYS = 'headline: “Où?” – 漢字 😀\npublished: 2026-05-01T08:00:00Z';
const BODY = 'The first paragraph, with [a link](../b.md).\n\nThe second one: 漢字.\n';

/** All that a row holds. */
function textOf(row: Row | null): string {
  if (row === null) return '';
  return `${jsonBefore(row)}\n${row.bytes.toString('utf8', row.middle, row.end)}`;
}

function fetchAs(role: Role, content: string | Buffer) {
  const root = temporaryFolder();
  writeFileSync(join(root, 'a.md'), content);
  const task = { source: sourcePath('a.md'), role, hash: null };
  return { task, fetched: fetchSource(root, task) };
}

test.each<[string, string | Buffer, Role?]>([
  ['YAML', `---\n${KEYS}\n---\n${BODY}`],
  ['YAML with a fence of dots', `---\n${KEYS}\n...\n${BODY}`],
  ['YAML that is named', `--- yaml\n${KEYS}\n---\n${BODY}`],
  ['TOML', `+++\nheadline = "Où? 漢字"\npublished = "2026-05-01"\n+++\n${BODY}`],
  ['JSON', `{ "headline": "Où? 漢字", "published": "2026-05-01" }\n${BODY}`],
  ['a summary of its own', `---\n${KEYS}\nsummary: Short\n---\n${BODY}`],
  ['no body', `---\n${KEYS}\n---`],
  ['line ends of Windows', `---\r\n${KEYS.replaceAll('\n', '\r\n')}\r\n---\r\n${BODY}`],
  ['line ends of old Macs', `---\n${KEYS}\n---\n${BODY}`.replaceAll('\n', '\r')],
  ['a byte order mark', `\ufeff---\n${KEYS}\n---\n${BODY}`],
  ['a live blog', `---\n${KEYS}\nkind: live\n---\n## 14:05 One\n\nText.\n`],
  ['no front matter', BODY],
  ['an update of its text alone', BODY, 'entry'],
  ['a standing page', `---\n${KEYS}\n---\n${BODY}`, 'page'],
  ['a value that is wrong', `---\n${KEYS}\nembargo: tomorrow\n---\n${BODY}`],
  ['YAML that is broken', `---\n${KEYS}\ntags: [a\n---\n${BODY}`],
  ['a key that nobody knows', `---\n${KEYS}\n漢字: a\nfoo: b\n---\n${BODY}`],
  ['a fence that is missing', `---\n${KEYS}\n${BODY}`],
  ['bytes that are no text', Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe])],
  ['a NUL', `---\n${KEYS}\n---\nA\0B\n`],
  ['nothing', ''],
])(
  'a text that another thread has cut open is read as any other: %s',
  (_, content, role = 'story') => {
    const { task, fetched } = fetchAs(role, content);
    const { row, ...rest } = parseSource(task, cutOpen(fetched), ZONE);
    const { row: expected, ...others } = parseSource(task, fetched, ZONE);
    expect(textOf(row)).toBe(textOf(expected));
    expect(textOf(row).length).toBeGreaterThan(10);
    expect(rest).toEqual(others);
  },
);

test('what is usual is cut, and what is not is left as it is', () => {
  const cutOf = (content: string) => cutOpen(fetchAs('story', content).fetched).cut;
  expect(cutOf(`---\n${KEYS}\n---\n${BODY}`)).toEqual({
    matter: { language: 'yaml', line: 2, bytes: Buffer.byteLength(`${KEYS}\n`) },
    bodyStart: Buffer.byteLength(`---\n${KEYS}\n---\n`),
    facts: { words: 11, references: ['../b.md'] },
  });
  expect(cutOf(BODY)?.matter).toBe(null);
  expect(cutOf(`---\r\n${KEYS}\r\n---\r\n`)).toBe(null);
  expect(cutOf('---\nheadline: A\n')).toBe(null);
});
