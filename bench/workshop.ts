import { cpSync, existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CorpusOptions, headingOf } from './corpus/story.ts';
import { writeCorpus, writeStory } from './corpus.ts';
import { editBody, editTemplate } from './edits.ts';

/** What happens to the sources before a build on top of the last one. */
export const TASKS = ['unchanged', 'body', 'publish', 'template'] as const;
export type Task = (typeof TASKS)[number];

/** The folder of the bench's sources; this file runs from `build/bench/`. */
const SOURCES = fileURLToPath(new URL('../../bench', import.meta.url));

/** Puts the sources of all sites, and the corpus that they share, into a new folder. */
export function furnish(folder: string, options: CorpusOptions): Workshop {
  for (const part of ['out', 'aside']) mkdirSync(join(folder, part), { recursive: true });
  for (const site of ['site', 'hugo', 'eleventy'])
    cpSync(join(SOURCES, site), join(folder, site), { recursive: true });
  const workshop = new Workshop(folder, options);
  const { site, hugo, eleventy } = workshop;
  writeCorpus(site, options);
  cpSync(join(site, 'templates/assets'), join(hugo, 'static/assets'), { recursive: true });
  cpSync(join(site, 'templates/assets'), join(eleventy, 'assets'), { recursive: true });
  symlinkSync(join(site, 'stories'), join(eleventy, 'news/stories'));
  return workshop;
}

/**
 * A corpus, a site for each generator around it, and their outputs. Nothing is deleted here: where many files have
 * just been removed, ext4 creates new ones far more slowly. Old folders are moved aside.
 */
export class Workshop {
  readonly options: CorpusOptions;
  readonly site: string;
  readonly hugo: string;
  readonly eleventy: string;
  readonly #folder: string;
  readonly #outputs = new Map<string, string>();
  #folders = 0;
  #bodies = 0;
  #published = 0;

  /** @param folder as `furnish` leaves it */
  constructor(folder: string, options: CorpusOptions) {
    this.options = options;
    this.#folder = folder;
    this.site = join(folder, 'site');
    this.hugo = join(folder, 'hugo');
    this.eleventy = join(folder, 'eleventy');
  }

  /** How many stories there are now. */
  get stories(): number {
    return this.options.stories + this.#published;
  }

  /** Where a generator writes. */
  output(generator: string): string {
    const output = this.#outputs.get(generator);
    if (output === undefined) throw new Error(`${generator} has not written anything yet`);
    return output;
  }

  /** From now on a generator writes to this folder, or to one that does not exist yet. */
  moveOutput(generator: string, to = this.#unused('out', generator.replaceAll(' ', '-'))): void {
    this.#outputs.set(generator, to);
  }

  /** Moves a folder out of the way, if it is there, and says where it is now. */
  setAside(path: string): string {
    const aside = this.#unused('aside', 'folder');
    if (existsSync(path)) renameSync(path, aside);
    return aside;
  }

  /** Changes the sources of all sites. Each time another story is edited or published. */
  edit(task: Task): void {
    const { stories, seed } = this.options;
    if (task === 'publish') writeStory(this.site, -++this.#published, this.options);
    if (task === 'body') {
      // The older half, so that what is edited stands on no front page.
      const index = Math.floor(stories / 2) + ((++this.#bodies * 7) % Math.floor(stories / 2));
      editBody(join(this.site, 'stories', headingOf(index, seed).path));
    }
    if (task === 'template') {
      editTemplate(join(this.site, 'templates/story.ejs'));
      editTemplate(join(this.hugo, 'layouts/page.html'));
    }
  }

  #unused(folder: string, name: string): string {
    return join(this.#folder, folder, `${name}-${++this.#folders}`);
  }
}
