import { join } from 'node:path';
import { Crew } from '../builder/crew.ts';
import { inputsOf, readingVersion } from '../builder/inputs.ts';
import { type ReadSources, readSources } from '../builder/sources.ts';
import { readSource } from '../content/read.ts';
import { differInBodyOnly, differInTextOnly, unpackRow } from '../content/row.ts';
import { type KnownSource, type KnownSources, settledStat } from '../content/stock.ts';
import { type Survey, surveyOf } from '../content/survey.ts';
import { createZone } from '../content/zone.ts';
import { cannotTakeIn } from '../errors/preview.ts';
import { BroadsheetError } from '../errors/problem.ts';
import { openDiskOutput } from '../output/disk.ts';
import { statOf } from '../output/folder.ts';
import type { Opening, OpeningPages } from '../output/opening.ts';
import type { Output } from '../output/output.ts';
import { DamagedMemory } from '../output/row-file.ts';
import type { SourcePath } from '../paths.ts';
import type { Page } from '../types/page.ts';
import type { ResolvedConfig } from '../types/plugin.ts';
import type { Problem } from '../types/problem.ts';
import type { Story } from '../types/story.ts';
import type { BegunEdition } from './edition.ts';
import { isSameReading, isSameTheme, type Materials, readTheme, stampsOf } from './materials.ts';
import type { PlannedSite } from './planned-site.ts';

interface CurrentSiteOptions {
  /** Absolute path of the site. */
  readonly root: string;
  /** @throws BroadsheetError with what is wrong with the configuration */
  readonly loadConfig: () => Promise<ResolvedConfig>;
  /** Absolute paths of the files of which the configuration consists now. */
  readonly configFiles: () => ReadonlySet<string>;
  readonly drafts: boolean;
  readonly future: boolean;
  /** Milliseconds since 1970: what is public is decided anew with each refresh. */
  readonly clock: () => number;
  readonly threads: number;
}

/** What a refresh came to. */
export interface Refreshed {
  /** The site was planned anew; otherwise only the texts of single stories changed, or nothing did. */
  readonly planned: boolean;
  /** Nothing is other than before. */
  readonly isIdle: boolean;
}

const EFFECTS = {};
/** Stories of which the plan takes longer than looking for somebody who waits. */
const MANY = 3000;
/** Everything else that is watched is the configuration. */
const SOURCES = /^(?:stories|pages|templates|public)\//;

/**
 * A site as its files are now. It is planned in memory and keeps the last edition that was good: while something is
 * wrong, that one is shown.
 */
export class CurrentSite {
  readonly #options: CurrentSiteOptions;
  #materials: Materials | null = null;
  #shown: PlannedSite | null = null;
  #survey: Survey | null = null;
  /** What the survey was made from: edits of texts come after it. */
  #surveyed: ReadSources | null = null;
  #problems: readonly Problem[] = [];
  /** Errors of stories whose text was edited since the plan, by source: the plan knows nothing of them. */
  readonly #amended = new Map<SourcePath, readonly Problem[]>();
  #next: number | null = null;
  /** Milliseconds since 1970. */
  #plannedAt = 0;
  /** What was read waits to be planned. */
  #isUnplanned = false;
  /** The plan of what was read, as far as the front page. */
  #begun: BegunEdition | null = null;
  /** What was read is not yet left for the next build. */
  #isUnsaved = false;
  /** What the last preview left. */
  #remembered: Opening | null = null;
  #mayTrustState = true;
  #isConfigBroken = false;
  /** Changes were told of and could not be taken in. */
  #hasMissed = false;
  /** Of the configuration's files, before they were loaded. */
  #configStamp = '';
  /** What is shown has no errors, as far as it was tried. */
  #isShownGood = false;
  /** Every template that is in use has made a page since the theme or the configuration changed. */
  #isTried = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: CurrentSiteOptions) {
    this.#options = options;
  }

  /**
   * Reads everything, and plans no more of it than what can be shown at once: the first refresh plans the rest.
   *
   * @returns what can be shown meanwhile, if anything
   */
  read(): Promise<OpeningPages | null> {
    return this.#inTurn(async () => {
      try {
        const materials = await this.#gather(null);
        this.#materials = materials;
        this.#isUnplanned = true;
        return this.#findOpening(materials) ?? (await this.#makeOpening(materials));
      } catch {
        // The refresh says what is wrong.
        this.#materials = null;
        this.#isUnplanned = false;
        return null;
      }
    });
  }

  /** Leaves what was read for the next build or preview. A build that runs meanwhile has the state to itself. */
  save(): Promise<void> {
    return this.#inTurn(async () => {
      const materials = this.#materials;
      if (!this.#isUnsaved || materials === null) return;
      this.#isUnsaved = !this.#leave(materials, (state) =>
        state.rememberSources(readingVersion(materials.config), materials.read.known),
      );
    });
  }

  /** @returns false when a build has the state, or it cannot be had: it only saves work, which is no reason to stop */
  #leave({ config }: Materials, write: (state: Output) => void): boolean {
    const state = openState(this.#options.root, config);
    if (state === null) return false;
    write(state);
    letGo(state);
    return true;
  }

  /** Leaves for the next preview what it may show first, if nothing has changed by then. */
  remember(pages: () => OpeningPages): Promise<void> {
    return this.#inTurn(async () => {
      const materials = this.#materials;
      if (materials === null || this.#shown === null || this.problems.some(isError)) return;
      const inputs = this.#inputsOf(materials);
      // What has changed a moment ago is not on the pages.
      if (inputs === null || (await this.#isBehind())) return;
      const opening = { ...pages(), inputs, clock: this.#plannedAt, lastsUntil: this.#next };
      this.#leave(materials, (state) => state.rememberOpening(opening));
    });
  }

  /** The last good edition; null while there is none. */
  get shown(): PlannedSite | null {
    return this.#shown;
  }

  /** Everything that was read, also what is held and what is broken. */
  get survey(): Survey | null {
    const read = this.#materials?.read;
    if (read !== undefined && this.#surveyed !== read) {
      this.#survey = surveyOf(read.sources, read.known, this.#options.drafts);
      this.#surveyed = read;
    }
    return this.#survey;
  }

  get problems(): readonly Problem[] {
    return [...this.#problems, ...[...this.#amended.values()].flat()];
  }

  /** Milliseconds since 1970: when the site changes by itself. */
  get nextChange(): number | null {
    return this.#next;
  }

  /**
   * Takes in what has changed. One refresh waits for the other.
   *
   * @param changed paths from the site's root; null to look at everything
   */
  refresh(changed: ReadonlySet<string> | null): Promise<Refreshed> {
    return this.#inTurn(() => this.#refresh(changed));
  }

  /** True when a source or a file of the theme is not as it was taken in: a change of which nobody told. */
  isBehind(): Promise<boolean> {
    return this.#inTurn(async () => {
      try {
        return await this.#isBehind();
      } catch {
        // Something is as it should not be; taking it in says what.
        return true;
      }
    });
  }

  /**
   * Has every template make a page: an error in one of them is known before somebody comes to its page.
   *
   * @returns what is wrong
   */
  tryTemplates(): Promise<readonly Problem[]> {
    return this.#inTurn(async () => {
      if (this.#shown === null || this.#isTried) return [];
      const found = this.#shown.tryTemplates();
      this.#isTried = !found.some(isError);
      this.#isShownGood &&= this.#isTried;
      this.#problems = [...this.#problems, ...found];
      return found;
    });
  }

  /** One after the other; a failure keeps nobody who comes later. */
  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(act);
    this.#queue = result.catch(() => {});
    return result;
  }

  async #isBehind(): Promise<boolean> {
    const materials = this.#materials;
    if (materials === null || this.#hasMissed) return true;
    const { root, configFiles } = this.#options;
    if (stampsOf(configFiles()) !== this.#configStamp) return true;
    if (!isSameTheme(readTheme(root), materials)) return true;
    const { read } = materials;
    const now = await this.#readSources(materials.config, read.known);
    return !isSameReading(now, read);
  }

  async #refresh(changed: ReadonlySet<string> | null): Promise<Refreshed> {
    try {
      const refreshed = await this.#takeIn(this.#hasMissed ? null : changed);
      this.#hasMissed = false;
      return refreshed;
    } catch (error) {
      // What was told of just now is not taken in, and will not be told of again.
      this.#hasMissed = true;
      // The moment may be over when this is mended.
      this.#next = null;
      if (error instanceof DamagedMemory) {
        // A build may have written the state since; what it says is worth nothing then.
        this.#mayTrustState = false;
        this.#materials = null;
        return this.#refresh(null);
      }
      this.#problems = error instanceof BroadsheetError ? error.problems : [cannotTakeIn(error)];
      this.#amended.clear();
      return { planned: false, isIdle: false };
    }
  }

  async #takeIn(changed: ReadonlySet<string> | null): Promise<Refreshed> {
    if (this.#isUnplanned && this.#materials !== null) {
      this.#isUnplanned = false;
      const begun = this.#begun ?? (await this.#begin(this.#materials));
      this.#begun = null;
      await this.#plan(begun);
      return { planned: true, isIdle: false };
    }
    const before = this.#materials;
    const edits = before === null || changed === null ? null : await this.#readEdits(changed);
    if (edits !== null) return edits;
    this.#materials = await this.#gather(changed);
    await this.#plan(await this.#begin(this.#materials));
    return { planned: true, isIdle: false };
  }

  /** Everything as it is now; only what may have changed is looked at. */
  async #gather(changed: ReadonlySet<string> | null): Promise<Materials> {
    const before = this.#materials;
    const { root } = this.#options;
    const isAbout = (test: (path: string) => boolean) =>
      changed === null || [...changed].some(test);
    const isConfigNews =
      before === null || this.#isConfigBroken || isAbout((path) => !SOURCES.test(path));
    this.#isConfigBroken = isConfigNews;
    if (isConfigNews) this.#configStamp = stampsOf(this.#options.configFiles());
    const config = isConfigNews ? await this.#options.loadConfig() : before.config;
    this.#isConfigBroken = false;
    const isTheme = (path: string) => path.startsWith('templates/') || path === 'public/custom.css';
    const isThemeNews = before === null || isAbout(isTheme);
    const theme = isThemeNews ? readTheme(root) : before;
    if (isThemeNews || isConfigNews) this.#isTried = false;
    const read =
      before === null || before.config.timeZone !== config.timeZone
        ? await this.#readFromState(config)
        : await this.#readSources(config, before.read.known);
    return { ...theme, config, read };
  }

  /** Reads stories of which the text was edited; null when more has happened. */
  async #readEdits(changed: ReadonlySet<string>): Promise<Refreshed | null> {
    const materials = this.#materials;
    const shown = this.#shown;
    if (materials === null || shown === null || this.#problems.some(isError)) return null;
    const { root } = this.#options;
    const zone = createZone(materials.config.timeZone);
    const { quoted, quotedInPages } = shown.plan;
    const fresh: { source: SourcePath; known: KnownSource }[] = [];
    for (const path of changed) {
      const source = path as SourcePath;
      const old = materials.read.known.get(source);
      if (old?.role !== 'story' || !statOf(join(root, path))?.isFile()) return null;
      const { stat, hash, row } = readSource(root, { source, role: 'story', hash: old.hash }, zone);
      if (row === null) continue;
      const isQuoted = quoted === null || quoted.includes(source);
      const isSmall = quotedInPages.has(source) ? differInBodyOnly : differInTextOnly;
      if (isQuoted || !isSmall(old.row, row)) return null;
      const now = settledStat(stat, this.#options.clock());
      fresh.push({ source, known: { role: 'story', stat: now, hash, row } });
    }
    const known = new Map(materials.read.known);
    for (const { source, known: entry } of fresh) {
      known.set(source, entry);
      const story = unpackRow<Story>(entry.row).content;
      const page = story === null ? null : shown.amend(story);
      if (page !== null) this.#look(page, source);
    }
    this.#materials = { ...materials, read: { ...materials.read, known } };
    return { planned: false, isIdle: fresh.length === 0 };
  }

  /** Makes a page to see what is wrong with it. */
  #look(page: Page, source: SourcePath): void {
    const problems = this.#shown?.render(page).problems ?? [];
    if (problems.length === 0) this.#amended.delete(source);
    else this.#amended.set(source, problems);
  }

  async #begin(materials: Materials): Promise<BegunEdition> {
    const { root, drafts, future, clock } = this.#options;
    const { beginEdition } = await import('./edition.ts');
    return beginEdition(root, materials, { clock: clock(), drafts, future });
  }

  async #plan(begun: BegunEdition): Promise<void> {
    const { finishEdition } = await import('./edition.ts');
    const { release, survey, site, problems, nextChange } = await finishEdition(begun);
    this.#survey = survey;
    this.#surveyed = begun.materials.read;
    this.#plannedAt = release.clock;
    this.#next = nextChange;
    this.#amended.clear();
    const found = site.suspects().flatMap((page) => site.render(page).problems.filter(isError));
    this.#problems = [...problems, ...found];
    // Whoever waits for the first page comes first.
    if (this.#shown !== null && !this.#isTried) {
      const inTemplates = site.tryTemplates();
      this.#isTried = !inTemplates.some(isError);
      this.#problems = [...this.#problems, ...inTemplates];
    }
    const isGood = !this.#problems.some(isError);
    // A site that cannot be published is shown only as long as there has never been a better one.
    if (!isGood && this.#isShownGood) return;
    this.#shown = site;
    this.#isShownGood = isGood;
  }

  #readSources(config: ResolvedConfig, before: KnownSources): Promise<ReadSources> {
    const { root, clock, threads } = this.#options;
    const crew = new Crew(threads);
    const { timeZone } = config;
    return readSources({
      root,
      timeZone,
      before,
      openedMs: clock(),
      crew,
      effects: EFFECTS,
    }).finally(() => {
      // Nobody need wait for threads to end.
      void crew.dismiss();
    });
  }

  #inputsOf({ config, templates, themeFiles, read }: Materials): string | null {
    const { root, drafts, future, clock } = this.#options;
    const request = { root, config, release: { clock: clock(), drafts, future } };
    return inputsOf({ request, read, templates, themeFiles })?.all ?? null;
  }

  #findOpening(materials: Materials): Opening | null {
    const opening = this.#remembered;
    this.#remembered = null;
    if (opening === null) return null;
    const now = this.#options.clock();
    const lasts = opening.clock <= now && now < (opening.lastsUntil ?? Number.POSITIVE_INFINITY);
    return lasts && opening.inputs === this.#inputsOf(materials) ? opening : null;
  }

  /** The front page of an archive that takes long to plan: there are few others that somebody would want first. */
  async #makeOpening(materials: Materials): Promise<OpeningPages | null> {
    if (materials.read.sources.stories.length < MANY) return null;
    const { openingOfFront } = await import('./edition.ts');
    try {
      this.#begun = await this.#begin(materials);
      return await openingOfFront(this.#begun);
    } catch {
      // The refresh says what is wrong.
      this.#begun = null;
      return null;
    }
  }

  /** Begins with what earlier builds know. */
  async #readFromState(config: ResolvedConfig): Promise<ReadSources> {
    const version = readingVersion(config);
    const output = openState(this.#options.root, config);
    try {
      this.#remembered = output?.knownOpening() ?? null;
      const before = this.#mayTrustState ? output?.knownSources(version) : undefined;
      const reading = this.#readSources(config, before ?? new Map());
      // What plans is loaded while threads start.
      void Promise.all([import('./edition.ts'), import('../site/plan.ts')]);
      const read = await reading;
      // What is new is added to what is remembered, which takes no time. Where nothing is, the first page comes first.
      if (before === undefined || before.size === 0) this.#isUnsaved = read.hasNews;
      else if (read.hasNews) output?.rememberSources(version, read.known);
      return read;
    } finally {
      if (output !== null) letGo(output);
    }
  }
}

/** Null when a build has it, or when it cannot be had: a preview can do without. */
function openState(root: string, { out }: ResolvedConfig): Output | null {
  try {
    return openDiskOutput({ root, out });
  } catch {
    return null;
  }
}

function letGo(state: Output): void {
  try {
    state.close();
  } catch {
    // Its lock says who has it, and counts for nothing when this process has ended.
  }
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}
