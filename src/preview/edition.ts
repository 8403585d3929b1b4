import { beginPlan, placeProblems } from '../builder.ts';
import { type Survey, surveyOf } from '../content/survey.ts';
import type { OpeningPages } from '../output/opening.ts';
import { makeAssets } from '../render/styles.ts';
import type { BegunPlan } from '../site/plan.ts';
import { earlier, nextChange } from '../site/upcoming.ts';
import type { Release } from '../site/visibility.ts';
import type { Problem } from '../types/problem.ts';
import type { Materials } from './materials.ts';
import { PlannedSite } from './planned-site.ts';
import { openingOf } from './served-page.ts';

/** A site that is being planned. */
export interface BegunEdition {
  readonly root: string;
  readonly materials: Materials;
  readonly release: Release;
  readonly survey: Survey;
  readonly plan: BegunPlan;
  readonly inStyles: readonly Problem[];
}

/** A site that is planned and can be shown. */
export interface Edition {
  readonly release: Release;
  readonly survey: Survey;
  readonly site: PlannedSite;
  /** Everything that is wrong, as far as it is known before pages are made. */
  readonly problems: readonly Problem[];
  /** Milliseconds since 1970: when another plan would come out, or null. */
  readonly nextChange: number | null;
}

/** @param root absolute path of the site */
export async function beginEdition(
  root: string,
  materials: Materials,
  release: Release,
): Promise<BegunEdition> {
  const { config, themeFiles, read } = materials;
  const survey = surveyOf(read.sources, read.known, release.drafts);
  const { assets, problems: inStyles } = makeAssets(themeFiles, config);
  const plan = await beginPlan({ root, config, release }, survey, assets);
  return { root, materials, release, survey, plan, inStyles };
}

/** The front page, which can be made before all others are planned. */
export async function openingOfFront({
  root,
  materials,
  plan,
}: BegunEdition): Promise<OpeningPages> {
  const { config, templates } = materials;
  return openingOf(await PlannedSite.create({ root, config, templates, plan: plan.front }));
}

export async function finishEdition(begun: BegunEdition): Promise<Edition> {
  const { root, materials, release, survey, inStyles } = begun;
  const { config, templates, problems: unreadable } = materials;
  const plan = begun.plan.finish();
  return {
    release,
    survey,
    site: await PlannedSite.create({ root, config, templates, plan }),
    problems: [
      ...config.warnings,
      ...survey.problems,
      ...unreadable,
      ...inStyles,
      ...(await placeProblems(root, plan.problems)),
    ],
    nextChange: earlier(nextChange(survey, config, release), plan.pluginsLastUntil),
  };
}
