import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { createTarget } from '../../src/deploy/create-target.ts';
import { deploy } from '../../src/deploy/deploy.ts';
import { uploadsOf } from '../../src/deploy/plan.ts';
import { openRelease } from '../../src/deploy/release.ts';
import type { Target, Upload } from '../../src/deploy/target.ts';
import { gitTarget } from '../../src/deploy/targets/git.ts';
import { BroadsheetError } from '../../src/errors/problem.ts';
import { DEPLOY_INDEX } from '../../src/paths.ts';
import { testWithGit } from '../support/machine.ts';
import {
  buildSite,
  CLOCK,
  createSiteFolder,
  FINDABLE,
  type Files,
  readTree,
  story,
  temporaryFolder,
  writeFiles,
} from '../support/site.ts';
import { PLACES } from './places.ts';

const SITE: Files = {
  ...Object.fromEntries(
    Array.from({ length: 6 }, (_, i) => [
      `stories/world/s${i}.md`,
      story({ headline: `Story ${i}`, published: `2026-05-0${i + 1}T08:00:00Z` }),
    ]),
  ),
  'stories/world/süß & "gut"/index.md': story({
    headline: 'A name',
    slug: 'süß',
    image: { src: 'p 1.svg', alt: 'x', credit: 'y' },
  }),
  'stories/world/süß & "gut"/p 1.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  'public/custom.css': 'h1 { order: 1 }',
};
const CONFIG = { url: FINDABLE.url };

async function createSite(files: Files = SITE): Promise<string> {
  const root = createSiteFolder(files);
  expect((await buildSite(root, { config: CONFIG })).ok).toBe(true);
  return root;
}

const distOf = (root: string) => readTree(join(root, 'dist'));

interface Options {
  readonly isDry?: boolean;
  readonly mayDelete?: boolean;
  readonly mayReplace?: boolean;
  readonly site?: string;
  readonly signal?: AbortSignal;
}

async function deployTo(target: Target, root: string, options: Options = {}) {
  const site = openRelease({ root, config: resolveConfig(CONFIG), clock: CLOCK });
  const { files } = site;
  const usual = { site: CONFIG.url, isDry: false, mayDelete: false, mayReplace: false };
  try {
    return await deploy({ ...usual, files, target, onProgress: () => {}, ...options });
  } finally {
    site.close();
  }
}

/** Without our own list of files. */
function withoutIndex(there: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { [DEPLOY_INDEX]: _, ...files } = there;
  return files;
}

/** What is there and leads to something of the site that is not. */
function deadEnds(there: Readonly<Record<string, string>>): readonly string[] {
  const isThere = (path: string) =>
    there[path] !== undefined || there[`${path.replace(/\/?$/, '/')}index.html`.replace(/^\//, '')];
  return Object.entries(there)
    .filter(([path]) => /\.(?:html|xml)$/.test(path))
    .flatMap(([path, text]) =>
      [
        ...text.matchAll(
          /(?:href|src)="(?:https:\/\/[^/"]*)?(\/[^"#?]*)"|<loc>https:\/\/[^/]*(\/[^<]*)</g,
        ),
      ]
        .filter(([all]) => !all.includes('://') || all.includes(FINDABLE.url))
        .map(([, link, loc]) => decodeURIComponent(link ?? loc ?? '').slice(1))
        .filter((to) => !isThere(to))
        .map((to) => `${path} leads to ${to}`),
    );
}

/** A target that is cut after so many files, each of which has come whole. */
function cutAfter(target: Target, count: number): Target {
  let left = count;
  const take = (uploads: readonly Upload[]) => {
    const taken = uploads.slice(0, Math.max(0, left));
    left -= uploads.length;
    return taken;
  };
  return {
    ...target,
    async put(uploads, onDone) {
      const taken = take(uploads);
      if (taken.length > 0) await target.put(taken, onDone);
      if (taken.length < uploads.length) throw new Error('cut');
    },
    async remove(paths) {
      const taken = paths.slice(0, Math.max(0, left));
      left -= paths.length;
      if (taken.length > 0) await target.remove(taken);
      if (taken.length < paths.length) throw new Error('cut');
    },
  };
}

for (const { name, test: testPlace, make, isOneStep, stride } of PLACES) {
  testPlace(
    `${name}: a site is put there whole, then only what changed, and what is gone is deleted`,
    async () => {
      const place = await make();
      const root = await createSite();
      await place.put('somebody-elses.txt', 'Not ours.');
      const first = await deployTo(place.open(), root);
      expect(first.foreign).toEqual(['somebody-elses.txt']);
      const there = withoutIndex(place.there());
      expect(there).toEqual({ ...distOf(root), 'somebody-elses.txt': 'Not ours.' });

      const second = await deployTo(place.open(), root);
      expect([uploadsOf(second), second.deletions]).toEqual([[], []]);
      expect(second.unchanged).toBe(Object.keys(distOf(root)).length);

      // Another machine, with nothing but the sources.
      const elsewhere = await createSite({
        ...SITE,
        'stories/world/s1.md': story({
          headline: 'Story 1, retitled',
          published: '2026-05-02T08:00:00Z',
        }),
      });
      rmSync(join(elsewhere, 'stories/world/s0.md'));
      await buildSite(elsewhere, { config: CONFIG });
      const third = await deployTo(place.open(), elsewhere);
      expect(third.deletions).toEqual(['world/2026/05/01/s0/index.html']);
      const uploaded = uploadsOf(third).map(({ path }) => path);
      expect(uploaded).toContain('world/2026/05/02/s1/index.html');
      expect(third.unchanged).toBeGreaterThan(0);
      expect(uploaded.some((path) => path.startsWith('assets/'))).toBe(false);
      expect(withoutIndex(place.there())).toEqual({
        ...distOf(elsewhere),
        'somebody-elses.txt': 'Not ours.',
      });
    },
  );

  testPlace(
    `${name}: cut anywhere, no page names what is missing, and the next run ends as if nothing had been`,
    async () => {
      const place = await make();
      const old = await createSite();
      await deployTo(place.open(), old);
      // Another style sheet, a story more, a story less.
      const root = await createSite({
        ...SITE,
        'public/custom.css': 'h1 { order: 2 }',
        'stories/world/new.md': story({ headline: 'New', published: '2026-05-09T08:00:00Z' }),
      });
      rmSync(join(root, 'stories/world/s0.md'));
      await buildSite(root, { config: CONFIG });
      const dist = distOf(root);
      const steps = Object.keys(dist).length + 3;
      for (let count = 0; count < steps; count += stride) {
        const wasCut = await deployTo(cutAfter(place.open(), count), root).then(
          () => false,
          (error) => /cut/.test(String(error)) || expect.unreachable(String(error)),
        );
        expect([count, deadEnds(place.there())]).toEqual([count, []]);
        if (isOneStep) expect(withoutIndex(place.there())).toEqual(wasCut ? distOf(old) : dist);
      }
      await deployTo(place.open(), root);
      expect(withoutIndex(place.there())).toEqual(dist);
      expect(uploadsOf(await deployTo(place.open(), root))).toEqual([]);
    },
  );

  testPlace(`${name}: a dry run says what would be done, and does nothing`, async () => {
    const place = await make();
    const root = await createSite();
    const plan = await deployTo(place.open(), root, { isDry: true });
    expect(
      uploadsOf(plan)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(distOf(root)).sort());
    expect(place.there()).toEqual({});
  });

  testPlace(`${name}: a file becomes a folder, and a folder a file`, async () => {
    const place = await make();
    const first = await createSite({ ...SITE, 'public/press': 'a', 'public/kit/logo.svg': 'b' });
    await deployTo(place.open(), first);
    const then = await createSite({ ...SITE, 'public/press/index.html': 'c', 'public/kit': 'd' });
    await deployTo(place.open(), then);
    expect(withoutIndex(place.there())).toEqual(distOf(then));
    await deployTo(place.open(), first);
    expect(withoutIndex(place.there())).toEqual(distOf(first));
  });

  testPlace(`${name}: another site is not replaced, unless that is meant`, async () => {
    const place = await make();
    await place.put('index.html', 'Another newspaper');
    const root = await createSite();
    await expect(deployTo(place.open(), root)).rejects.toThrow(/replace: index\.html\./);
    expect(place.there()).toEqual({ 'index.html': 'Another newspaper' });
    await deployTo(place.open(), root, { mayReplace: true });
    expect(withoutIndex(place.there())).toEqual(distOf(root));
    const other = { site: 'https://other.example/' };
    await expect(deployTo(place.open(), root, other)).rejects.toThrow(/is the site https:/);
  });
}

/** Notes what is done to it, and does it. */
function recorded(target: Target, notes: string[]): Target {
  return {
    ...target,
    async put(uploads, onDone) {
      notes.push(...uploads.map(({ path }) => path));
      await target.put(uploads, onDone);
    },
    async remove(paths) {
      notes.push(...paths.map((path) => `- ${path}`));
      await target.remove(paths);
    },
  };
}

async function makeFolderPlace() {
  const [folder] = PLACES;
  return (await folder?.make()) ?? expect.unreachable();
}

test('assets come first, then stories, lists, and what machines read; deletions come last', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const root = await createSite({
    ...SITE,
    'public/custom.css': 'h1 { order: 2 }',
    'stories/world/new.md': story({ headline: 'New', published: '2026-05-09T08:00:00Z' }),
  });
  rmSync(join(root, 'stories/world/s0.md'));
  await buildSite(root, { config: CONFIG });
  const notes: string[] = [];
  await deployTo(recorded(place.open(), notes), root);
  const kindOf = (path: string) => {
    if (path.startsWith('- ')) return 'deletion';
    if (path === DEPLOY_INDEX) return 'index';
    if (path.startsWith('assets/')) return 'asset';
    if (/^world\/\d{4}\//.test(path)) return 'story';
    return path.endsWith('.html') ? 'list' : 'feed';
  };
  const kinds = notes.map(kindOf);
  expect(kinds.filter((kind, i) => kind !== kinds[i - 1])).toEqual([
    ...['index', 'asset', 'story', 'list', 'feed', 'deletion', 'index'],
  ]);
});

test('what was there already is ours from then on, and can be deleted', async () => {
  const place = await makeFolderPlace();
  const root = await createSite();
  for (const [path, content] of Object.entries(distOf(root))) await place.put(path, content);
  expect(uploadsOf(await deployTo(place.open(), root))).toEqual([]);
  rmSync(join(root, 'stories/world/s0.md'));
  await buildSite(root, { config: CONFIG });
  await deployTo(place.open(), root);
  expect(withoutIndex(place.there())).toEqual(distOf(root));
});

test('what a cut deployment has changed is told by the next one, and then no more', async () => {
  const place = await makeFolderPlace();
  await deployTo(place.open(), await createSite());
  const root = await createSite({
    ...SITE,
    'stories/world/s1.md': story({ headline: 'Retitled', published: '2026-05-02T08:00:00Z' }),
  });
  const all = await deployTo(place.open(), root, { isDry: true });
  await expect(deployTo(cutAfter(place.open(), 3), root)).rejects.toThrow('cut');
  const next = await deployTo(place.open(), root);
  expect(uploadsOf(next).length).toBeLessThan(uploadsOf(all).length);
  expect(next.changed.toSorted()).toEqual(all.changed.toSorted());
  expect((await deployTo(place.open(), root)).changed).toEqual([]);
});

test('somebody who ends it is told so, and the next run finishes', async () => {
  const place = await makeFolderPlace();
  const root = await createSite();
  const interruption = new AbortController();
  const target = place.open();
  const ending: Target = {
    ...target,
    put: (uploads, onDone) =>
      target.put(uploads, (count) => {
        interruption.abort();
        onDone(count);
      }),
  };
  const error = await deployTo(ending, root, { signal: interruption.signal }).then(
    () => expect.unreachable(),
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ exitCode: 130 });
  expect(String(error)).toContain('was interrupted');
  await deployTo(place.open(), root);
  expect(withoutIndex(place.there())).toEqual(distOf(root));
});

describe('a deployment is refused', () => {
  const codeOf = async (root: string, clock = CLOCK) => {
    try {
      const site = openRelease({ root, config: resolveConfig(CONFIG), clock });
      site.close();
      return null;
    } catch (error) {
      return error instanceof BroadsheetError ? error.problems[0]?.code : error;
    }
  };

  test('when nothing was built', async () => {
    expect(await codeOf(createSiteFolder(SITE))).toBe('nothing-built');
  });

  test('when the last build failed, until one succeeds', async () => {
    const root = await createSite();
    writeFiles(root, { 'stories/world/bad.md': '---\nheadline: [\n---\n' });
    expect((await buildSite(root, { config: CONFIG })).ok).toBe(false);
    expect(await codeOf(root)).toBe('failed-build');
    rmSync(join(root, 'stories/world/bad.md'));
    await buildSite(root, { config: CONFIG });
    expect(await codeOf(root)).toBeNull();
  });

  test('when the site shows drafts or what is scheduled', async () => {
    for (const release of [{ drafts: true }, { future: true }]) {
      const root = createSiteFolder(SITE);
      await buildSite(root, { config: CONFIG, ...release });
      expect(await codeOf(root)).toBe('preview-build');
      await buildSite(root, { config: CONFIG });
      expect(await codeOf(root)).toBeNull();
    }
  });

  test('when it was built for a moment that has not come', async () => {
    const root = createSiteFolder({
      ...SITE,
      'stories/world/secret.md': story({ embargo: new Date(CLOCK + 1000).toISOString() }),
    });
    await buildSite(root, { config: CONFIG, clock: CLOCK + 1000 });
    expect(await codeOf(root)).toBe('preview-build');
    await buildSite(root, { config: CONFIG });
    expect(await codeOf(root)).toBeNull();
    expect(Object.keys(distOf(root)).join()).not.toContain('secret');
  });

  test('when a story must have gone by now', async () => {
    const root = await createSite({
      ...SITE,
      'stories/world/short.md': story({ expires: new Date(CLOCK + 1000).toISOString() }),
    });
    expect(await codeOf(root, CLOCK + 999)).toBeNull();
    expect(await codeOf(root, CLOCK + 1000)).toBe('stale-build');
  });

  test('when somebody has changed the finished site', async () => {
    const root = await createSite();
    writeFileSync(join(root, 'dist/index.html'), 'tampered');
    expect(await codeOf(root)).toBe('changed-output');
  });

  test('when it would delete much, unless that is confirmed', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `stories/world/m${i}.md`,
        story({ headline: `M ${i}` }),
      ]),
    );
    const root = await createSite({ ...SITE, ...many });
    const place = await makeFolderPlace();
    await deployTo(place.open(), root);
    const before = place.there();
    for (let i = 0; i < 40; i++) rmSync(join(root, `stories/world/m${i}.md`));
    await buildSite(root, { config: CONFIG });
    await expect(deployTo(place.open(), root)).rejects.toThrow(/would delete 4\d files/);
    expect(place.there()).toEqual(before);
    await deployTo(place.open(), root, { mayDelete: true });
    expect(withoutIndex(place.there())).toEqual(distOf(root));
  });

  test('to the folder of the site itself, and above it', async () => {
    const root = await createSite();
    const { folderTarget } = await import('../../src/deploy/targets/folder.ts');
    for (const path of ['.', '..'])
      expect(() => folderTarget(root, { path })).toThrow(/refused|folder of the site/i);
  });
});

testWithGit('git over HTTP uses the token that the repository of the site knows', async () => {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '--quiet', '--bare', 'site.git');
  git('-C', 'site.git', 'config', 'http.receivepack', 'true');
  const asked = new Set<boolean>();
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === 'Bearer token-of-the-desk';
    asked.add(isKnown);
    if (!isKnown) return void response.writeHead(401).end();
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
    const backend = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk) => chunks.push(chunk));
    backend.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const lines = answer.subarray(0, end).toString().split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => line.split(': ', 2)));
      const { Status: status = '200', ...others } = headers;
      response.writeHead(Number.parseInt(status, 10), others).end(answer.subarray(end + 4));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const remote = `http://127.0.0.1:${port}/site.git`;

  const root = await createSite();
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  const header = ['config', 'http.extraheader', 'Authorization: Bearer token-of-the-desk'];
  execFileSync('git', header, { cwd: root });
  const open = () =>
    gitTarget({ remote, branch: 'pages', message: 'x' }, { root, clock: CLOCK, env: process.env });
  await deployTo(open(), root);
  expect(uploadsOf(await deployTo(open(), root))).toEqual([]);
  const names = git('-C', 'site.git', 'ls-tree', '-r', '--name-only', 'pages').toString();
  expect(names).toContain('index.html');
  expect([...asked]).toEqual([true]);
});

testWithGit('a repository that the environment names is left alone', async () => {
  const folder = temporaryFolder();
  for (const name of ['site.git', 'sources.git'])
    execFileSync('git', ['init', '--quiet', '--bare', name], { cwd: folder });
  const other = join(folder, 'sources.git');
  const before = readTree(other);
  const options = { remote: join(folder, 'site.git'), branch: 'pages', message: 'x' };
  const env = { ...process.env, GIT_DIR: other, GIT_WORK_TREE: folder };
  const root = await createSite();
  await deployTo(gitTarget(options, { root, clock: CLOCK, env }), root);
  expect(readTree(other)).toEqual(before);
});

testWithGit('a password in an address is not printed', async () => {
  const root = await createSite();
  const remote = 'http://desk:geh@im@127.0.0.1:9/site.git';
  const target = gitTarget(
    { remote, branch: 'pages', message: 'x' },
    { root, clock: CLOCK, env: process.env },
  );
  expect(target.description).toBe('the branch pages of http://127.0.0.1:9/site.git');
  const refusal = await deployTo(target, root).then(() => expect.unreachable(), String);
  expect(refusal).toContain('127.0.0.1:9');
  expect(refusal).not.toMatch(/desk|geh|im@/);
});

test('a key that is missing is named before anything is done', () => {
  const config = {
    type: 's3',
    bucket: 'courier',
    endpoint: null,
    region: 'x',
    prefix: '',
  } as const;
  const env = { AWS_ACCESS_KEY_ID: 'AKIA' };
  expect(() => createTarget(config, { root: '/', clock: CLOCK, env })).toThrow(
    /AWS_SECRET_ACCESS_KEY/,
  );
});

test('foreign files in the output folder are not deployed', async () => {
  const root = await createSite();
  writeFileSync(join(root, 'dist/notes.txt'), 'private');
  const place = await makeFolderPlace();
  await deployTo(place.open(), root);
  expect(place.there()['notes.txt']).toBeUndefined();
});
