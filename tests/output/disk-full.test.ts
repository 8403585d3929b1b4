import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { mountSmallDisk, testWithMount } from '../support/machine.ts';
import {
  createSiteFolder,
  readTree,
  runCli,
  story,
  temporaryFolder,
  writeFiles,
} from '../support/site.ts';

const CLOCK = ['--clock', '2026-06-01T12:00:00Z'];

testWithMount(
  'a full disk ends the build with its reason, and the site stays as it was',
  async () => {
    const root = createSiteFolder({ 'stories/a.md': story() });
    expect(mountSmallDisk(join(root, 'dist'), '400k')).toBe(true);
    expect(runCli(['build', ...CLOCK], root).status).toBe(0);
    const before = readTree(join(root, 'dist'));
    writeFiles(root, { 'public/large.bin': Buffer.alloc(600_000), 'stories/b.md': story() });

    const { status, stderr } = runCli(['build', ...CLOCK], root);
    expect(status).toBe(1);
    expect(stderr).toContain('cannot-write');
    expect(stderr).toContain('the disk is full');
    expect(stderr).toContain('large.bin');
    expect(readTree(join(root, 'dist'))).toEqual(before);
    expect(
      readdirSync(join(root, '.broadsheet')).some((name) => name === 'lock' || name === 'journal'),
    ).toBe(false);
  },
);

testWithMount('a full disk under the whole site leaves nothing half-written either', async () => {
  const disk = join(temporaryFolder(), 'disk');
  expect(mountSmallDisk(disk, '400k')).toBe(true);
  writeFiles(disk, { 'stories/a.md': story() });
  expect(runCli(['build', ...CLOCK], disk).status).toBe(0);
  const before = readTree(join(disk, 'dist'));
  writeFiles(
    disk,
    Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`stories/s${i}.md`, story()])),
  );
  const { status, stderr } = runCli(['build', ...CLOCK], disk);
  expect([status, stderr.includes('the disk is full')]).toEqual([1, true]);
  expect(readTree(join(disk, 'dist'))).toEqual(before);
});

testWithMount(
  'an output folder on another disk is published whole, and its stage is gone afterwards',
  async () => {
    const root = createSiteFolder({ 'stories/a.md': story() });
    expect(mountSmallDisk(join(root, 'dist'), '4m')).toBe(true);
    expect(runCli(['build', ...CLOCK], root).status).toBe(0);
    expect(Object.keys(readTree(join(root, 'dist')))).toContain('index.html');
    expect(
      readdirSync(join(root, 'dist')).filter((name) => name.startsWith('.broadsheet')),
    ).toEqual([]);
    const again = runCli(['build', ...CLOCK], root);
    expect(again.stderr).toContain('0 written');
    expect(existsSync(join(root, '.broadsheet/stage'))).toBe(false);
  },
);
