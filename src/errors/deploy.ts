import type { Problem } from '../types/problem.ts';
import { listOf } from './problem.ts';

function deployError(code: string, message: string, hint: string): Problem {
  return { code, severity: 'error', message, hint };
}

export function lastBuildFailed(out: string): Problem {
  return deployError(
    'failed-build',
    `The last build failed, so ${out} is older than the stories.`,
    'Mend what it says, and build again: broadsheet build.',
  );
}

export function previewBuild(out: string): Problem {
  return deployError(
    'preview-build',
    `${out} was built with --drafts or --future: it shows stories that are not public.`,
    'Build it again without them: broadsheet build.',
  );
}

export function futureBuild(out: string, clock: number): Problem {
  return deployError(
    'preview-build',
    `${out} was built for a moment that has not come yet, ${new Date(clock).toISOString()}: it may show stories that are not public.`,
    'Build it again without --clock: broadsheet build.',
  );
}

export function staleBuild(out: string, since: number): Problem {
  return deployError(
    'stale-build',
    `${out} has been out of date since ${new Date(since).toISOString()}: a story has appeared or must go by the clock.`,
    'Build it again: broadsheet build.',
  );
}

export function changedOutput(paths: readonly string[], out: string): Problem {
  return deployError(
    'changed-output',
    `Files in ${out} are not as the last build left them: ${fewOf(paths)}.`,
    'Build it again: broadsheet build.',
  );
}

export function noTargets(): Problem {
  return deployError(
    'no-targets',
    'The configuration names no place to which the site is deployed.',
    "Add one: deploy: { production: { type: 'folder', path: '/srv/www' } }.",
  );
}

export function unknownTarget(name: string | null, known: readonly string[]): Problem {
  return deployError(
    'unknown-target',
    name === null
      ? `There are several places to deploy to: ${listOf(known, 'and')}.`
      : `The configuration has no place called "${name}" to deploy to.`,
    `Choose one: broadsheet deploy --target ${known[0] ?? 'production'}`,
  );
}

export function manyDeletions(
  target: string,
  { paths, limit }: { readonly paths: readonly string[]; readonly limit: number },
): Problem {
  return deployError(
    'many-deletions',
    `This would delete ${paths.length} files from ${target}, more than ${limit}: ${fewOf(paths)}. Nothing was deleted.`,
    'If that is right, say so: broadsheet deploy --allow-deletions. To see which, where one machine deploys all of the site: --dry-run.',
  );
}

/** The first of many. */
function fewOf(paths: readonly string[]): string {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  return `${paths.slice(0, 3).join(', ')}${more}`;
}

export function otherSite(
  target: string,
  { address, replaced }: { readonly address: string | null; readonly replaced: readonly string[] },
): Problem {
  return deployError(
    'other-site',
    address === null
      ? `In ${target} are files that no deployment of this site has put there, and that it would replace: ${fewOf(replaced)}. Nothing was changed.`
      : `In ${target} is the site ${address}. Nothing was changed.`,
    'Is it the right place? If so, say it once: broadsheet deploy --take-over.',
  );
}

export function deployInterrupted(target: string): Problem {
  return deployError(
    'deploy-interrupted',
    `Deploying to ${target} was interrupted: some files may be new and some old.`,
    'Run it again: it goes on where it stopped.',
  );
}

export function partInOneStep(target: string): Problem {
  return deployError(
    'part-of-site',
    `The last build made a part of the site only, and ${target} is changed as a whole.`,
    'Bring the parts together in one folder and publish that, or deploy to a place of another kind; or build all of it.',
  );
}

export function partsMissing(
  target: string,
  {
    parts,
    count,
    came,
  }: { readonly parts: readonly number[]; readonly count: number; readonly came: boolean },
): Problem {
  const names = `${parts.length === 1 ? 'part' : 'parts'} ${listOf(parts.map(String), 'and')}`;
  return deployError(
    'missing-parts',
    `Of ${count} parts of the site, ${names} ${came ? 'came and did not go on at' : 'did not come to'} ${target}, so this one does not go on alone.`,
    'See what became of them. All must be built from the same files, with the same --clock. Then run all of them again.',
  );
}

export function missingSecret(names: readonly string[]): Problem {
  return deployError(
    'missing-secret',
    `The environment has no ${listOf(names, 'and no')}.`,
    'Set them in the environment, never in the configuration.',
  );
}

export function deployFailed(target: string, reason: string): Problem {
  return deployError(
    'deploy-failed',
    `Deploying to ${target} failed: ${reason.replace(/\.$/, '')}.`,
    'Nothing that a page needs was removed. Run it again: it goes on where it stopped.',
  );
}

export function overtaken(target: string): Problem {
  return deployError(
    'overtaken',
    `A later build is being deployed to ${target}, or was, so this one is not wanted any more.`,
    'If it is, build it again, with a new --clock.',
  );
}

export function targetMoved(target: string): Problem {
  return deployError(
    'target-moved',
    `Somebody else has deployed to ${target} meanwhile.`,
    'Run it again: it compares with what is there now.',
  );
}
