import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cannotRead } from '../errors/output.ts';
import type { SourcePath } from '../paths.ts';
import type { Problem } from '../types/problem.ts';
import type { StandingPage, Story } from '../types/story.ts';
import { type Sources, scanSources } from './scan.ts';
import { type Parsed, parseStandingPage, parseStory } from './story.ts';
import { createZone, type Zone } from './zone.ts';

/** A site as its files tell it: everything, also what is held. */
export interface Survey {
  readonly sources: Sources;
  readonly stories: readonly Parsed<Story>[];
  readonly pages: readonly Parsed<StandingPage>[];
  readonly problems: readonly Problem[];
}

interface SurveyOptions {
  /** Absolute path of the site. */
  readonly root: string;
  readonly timeZone: string;
  /** Drafts are to be published: then their errors count. */
  readonly drafts: boolean;
  /** Called before each file; may wait, and may throw to give up. */
  readonly step: (done: number, total: number) => Promise<void> | void;
}

type Parse<Content> = (source: SourcePath, bytes: Buffer, zone: Zone) => Parsed<Content>;

/** Reads and parses every source. A story with an error is null in the survey; all problems are listed. */
export async function surveySite({ root, timeZone, drafts, step }: SurveyOptions): Promise<Survey> {
  const sources = scanSources(root);
  const zone = createZone(timeZone);
  const problems: Problem[] = [...sources.problems];
  const total = sources.stories.length + sources.pages.length;
  let done = 0;

  async function parseAll<Content>(
    paths: readonly SourcePath[],
    parse: Parse<Content>,
  ): Promise<Parsed<Content>[]> {
    const all: Parsed<Content>[] = [];
    for (const source of paths) {
      await step(done++, total);
      const parsed = parseFile(source, parse);
      all.push(parsed);
      const isHeld = isHeldStatus(parsed, drafts);
      problems.push(...(isHeld ? parsed.problems.map(asWarning) : parsed.problems));
    }
    return all;
  }

  function parseFile<Content>(source: SourcePath, parse: Parse<Content>): Parsed<Content> {
    try {
      return parse(source, readFileSync(join(root, source)), zone);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      return { source, content: null, status: null, problems: [cannotRead(source, error)] };
    }
  }

  const stories = await parseAll(sources.stories, parseStory);
  const pages = await parseAll(sources.pages, parseStandingPage);
  return { sources, stories, pages, problems };
}

/** A draft in work cannot stop the presses. */
function isHeldStatus({ status }: Parsed<unknown>, drafts: boolean): boolean {
  return status !== null && status !== 'usable' && !(status === 'draft' && drafts);
}

function asWarning(problem: Problem): Problem {
  return { ...problem, severity: 'warning' };
}
