import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** The rooms of the house, from the bottom to the top: a file imports from its own room and from rooms below. */
const ROOMS = [
  ['types', 'messages', 'words', 'hash', 'freeze', 'paths', 'part', 'media-types', 'version'],
  ['errors'],
  ['content'],
  ['config'],
  ['site'],
  ['plugins'],
  ['output'],
  ['render'],
  ['builder'],
  ['preview', 'deploy'],
  ['commands'],
  ['cli', 'index', 'stamp'],
];

/** Modules of Node that reach the world outside, and the rooms that may. */
const EFFECTS: readonly [RegExp, readonly string[]][] = [
  [
    /^node:fs/,
    [
      'content',
      'config',
      'output',
      'render',
      'builder',
      'preview',
      'deploy',
      'commands',
      'version',
    ],
  ],
  [/^node:worker_threads|^tinypool/, ['render']],
  [/^node:child_process$/, ['preview', 'deploy']],
  [/^node:http$/, ['preview']],
  [/^node:(?:https|net)/, []],
];

interface Module {
  readonly name: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function modules(): Module[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'),
    )
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(SRC, path);
      const text = readFileSync(path, 'utf8');
      const imports = [
        ...text.matchAll(
          /(?:^(?:import|export)\b[^;]*?from\s+|^import\s+|\bimport\(\s*)'([^']+)'/gms,
        ),
      ].map(([, target = '']) =>
        target.startsWith('.') ? relative(SRC, resolve(dirname(path), target)) : target,
      );
      return { name, room: roomOf(name), text, imports };
    });
}

function roomOf(name: string): string {
  return name.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

const floor = (room: string) => ROOMS.findIndex((rooms) => rooms.includes(room));
const all = modules();
const isInside = (target: string) => target.endsWith('.ts');

test('every file stands in a room that has a place in the house', () => {
  expect(all.filter(({ room }) => floor(room) === -1).map(({ name }) => name)).toEqual([]);
  expect(all.length).toBeGreaterThan(50);
  expect(all.flatMap(({ imports }) => imports.filter(isInside)).length).toBeGreaterThan(150);
});

test('a file imports only from its own room and from rooms below it', () => {
  const wrong = all.flatMap(({ name, room, imports }) =>
    imports
      .filter(
        (target) =>
          isInside(target) && roomOf(target) !== room && floor(roomOf(target)) >= floor(room),
      )
      // The lowest floor is a floor of equals.
      .filter((target) => !(floor(room) === 0 && floor(roomOf(target)) === 0))
      .map((target) => `${name} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('no file imports itself by way of others', () => {
  const graph = new Map(all.map(({ name, imports }) => [name, imports.filter(isInside)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (name: string, path: readonly string[]) => {
    if (path.includes(name)) cycles.push([...path.slice(path.indexOf(name)), name].join(' -> '));
    else if (!done.has(name))
      for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  expect(cycles).toEqual([]);
});

test('only the rooms at the edge reach the disk, and only the preview serves', () => {
  const wrong = all.flatMap(({ name, room, imports }) =>
    imports
      .filter((target) =>
        EFFECTS.some(([effect, rooms]) => effect.test(target) && !rooms.includes(room)),
      )
      .map((target) => `${name} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('the site room, the plugins and the types see neither disk nor clock nor process', () => {
  const pure = all.filter(({ room }) =>
    ['types', 'errors', 'site', 'plugins', 'messages', 'words', 'hash', 'paths'].includes(room),
  );
  const wrong = pure.filter(({ text }) =>
    /\bprocess\.|\bDate\.now\(|new Date\(\)|\bconsole\.|Math\.random/.test(text),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('only the beginning of a process or a thread knows the console, the environment and the exit', () => {
  const wrong = all.filter(
    ({ name, room, text }) =>
      room !== 'cli' &&
      name !== 'render/worker.ts' &&
      /\bconsole\.|\bprocess\.(?:exit|env|argv|stdout|stderr|on)\b/.test(text),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});
