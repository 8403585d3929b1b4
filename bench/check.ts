import { renameSync } from 'node:fs';
import { buildCold, rebuild } from './build.ts';
import { SECTIONS } from './corpus/names.ts';
import { bare, broadsheet, type Generator } from './generators.ts';
import { differences, readTree, type Tree } from './trees.ts';
import { TASKS, type Task, type Workshop } from './workshop.ts';

/** What a generator's output came to when nothing was timed. */
export interface Checked {
  /** Files of a whole site. */
  readonly files: number;
  /** Files whose bytes changed with a task; of generators that are measured on top of their own output. */
  readonly changed: ReadonlyMap<Task, number>;
}

const STORY_PAGE = new RegExp(
  `^(?:${SECTIONS.join('|')})/\\d{4}/\\d\\d/\\d\\d/[^/]+/index\\.html$`,
);

/**
 * Builds everything once, untimed, and looks at all bytes: every site has all its stories, and Broadsheet's output
 * after an edit is that of a cold build, with no other files changed than it says.
 *
 * @throws Error when something of this does not hold
 */
export async function checkGenerators(
  generators: readonly Generator[],
  workshop: Workshop,
): Promise<ReadonlyMap<string, Checked>> {
  const trees = new Map<string, Tree>();
  const changes = new Map<string, Map<Task, number>>();
  for (const generator of generators) {
    await buildCold(generator, workshop);
    const tree = readTree(workshop.output(generator.name));
    expectStories(generator, tree, workshop);
    trees.set(generator.name, tree);
    changes.set(generator.name, new Map());
  }
  const files = new Map([...trees].map(([name, tree]) => [name, tree.size]));
  expectAlike(files.get(bare.name) ?? 0, files.get(broadsheet.name) ?? 0);
  for (const task of TASKS) {
    workshop.edit(task);
    for (const generator of generators.filter(({ repeats }) => repeats)) {
      const { name } = generator;
      const { changed } = await rebuild(generator, workshop);
      const tree = readTree(workshop.output(name));
      const found = differences(trees.get(name) ?? new Map(), tree);
      trees.set(name, tree);
      changes.get(name)?.set(task, found.length);
      expectStories(generator, tree, workshop);
      if (changed) expectSame(`the report of "${task}" and the output folder`, changed, found);
      if (generator === broadsheet) await expectColdBuild(task, tree, workshop);
    }
  }
  return new Map(
    generators.map(({ name }) => {
      return [name, { files: files.get(name) ?? 0, changed: changes.get(name) ?? new Map() }];
    }),
  );
}

function expectStories({ name }: Generator, tree: Tree, { stories }: Workshop): void {
  const pages = [...tree.keys()].filter((path) => STORY_PAGE.test(path)).length;
  if (pages !== stories)
    throw new Error(`${name} wrote ${pages} story pages for ${stories} stories`);
}

/** The yardstick must do the same work, to within two per cent of the files. */
function expectAlike(yardstick: number, files: number): void {
  if (Math.abs(files / yardstick - 1) > 0.02)
    throw new Error(`the bare loop writes ${yardstick} files and Broadsheet ${files}`);
}

/** Builds the same sources from nothing, beside what Broadsheet has, and compares. */
async function expectColdBuild(task: Task, tree: Tree, workshop: Workshop): Promise<void> {
  const output = workshop.output(broadsheet.name);
  const state = broadsheet.state?.(workshop) ?? '';
  const kept = workshop.setAside(state);
  await buildCold(broadsheet, workshop);
  const cold = readTree(workshop.output(broadsheet.name));
  workshop.setAside(state);
  renameSync(kept, state);
  workshop.moveOutput(broadsheet.name, output);
  expectSame(`the output after "${task}" and a cold build`, differences(cold, tree), []);
}

function expectSame(what: string, a: readonly string[], b: readonly string[]): void {
  const [left, right] = [new Set(a), new Set(b)];
  const odd = [...a.filter((path) => !right.has(path)), ...b.filter((path) => !left.has(path))];
  if (odd.length === 0) return;
  throw new Error(`Broadsheet: ${what} differ in ${odd.length} files, the first of them ${odd[0]}`);
}
