import { loadConfig } from '../config/load.ts';
import { createTarget } from '../deploy/create-target.ts';
import { deploy as carry } from '../deploy/deploy.ts';
import { type DeployPlan, uploadsOf } from '../deploy/plan.ts';
import { openRelease } from '../deploy/release.ts';
import { noTargets, unknownTarget } from '../errors/deploy.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import { type OutputPath, urlsOf } from '../paths.ts';
import { createHrefs } from '../site/hrefs.ts';
import type { Config, DeployConfig } from '../types/config.ts';
import type { Command } from './command.ts';
import { createPaint, plural } from './report.ts';

/** `broadsheet deploy`: puts the finished site where readers get it. */
export const deploy: Command = async (invocation, terminal) => {
  const { root, json, quiet, isDry, allowDeletions, takeOver } = invocation;
  const clock = terminal.clock();
  const config = await loadConfig(root, invocation.config, invocation);
  const { name, place } = chooseTarget(config, invocation.targetNames);
  const site = openRelease({ root, config, clock });
  try {
    const target = createTarget(place, { root, clock, env: terminal.env });
    const plan = await carry({
      files: site.files,
      part: site.part,
      clock: site.clock,
      nextChange: site.nextChange,
      now: terminal.clock,
      site: createHrefs(config).absolute('/'),
      target,
      isDry,
      mayDelete: allowDeletions,
      mayReplace: takeOver,
      signal: terminal.signal,
      onProgress: (done, total) => terminal.progress(`Deploying ${done} of ${total}`),
      onWait: (parts) =>
        terminal.progress(`Waiting for ${plural(parts.length, 'part')} ${parts.join(', ')}`),
    });
    terminal.progress(null);
    const report = reportOf(plan, config);
    if (json) terminal.data(JSON.stringify({ target: name, isDry, ...report }, null, 2));
    if (quiet) return EXIT.ok;
    const paint = createPaint(terminal.color);
    if (isDry && !json) {
      for (const path of report.uploads) terminal.data(`upload ${path}`);
      for (const path of report.deletions) terminal.data(`delete ${path}`);
    }
    const counts = `${report.uploads.length} uploaded (${sizeInWords(report.bytes)}), ${report.unchanged} unchanged, ${report.deletions.length} deleted`;
    const done = isDry ? 'Would deploy' : 'Deployed';
    terminal.note(`${paint('green', `${done} to ${target.description}`)}: ${counts}.`);
    if (report.foreign.length > 0)
      terminal.note(
        `${report.foreign.length} ${plural(report.foreign.length, 'file')} there ${report.foreign.length === 1 ? 'is' : 'are'} not ours and ${report.foreign.length === 1 ? 'stays' : 'stay'}: ${report.foreign.slice(0, 3).join(', ')}${report.foreign.length > 3 ? ' …' : ''}`,
      );
    return EXIT.ok;
  } finally {
    site.close();
  }
};

function chooseTarget(
  { deploy: places }: Pick<Config, 'deploy'>,
  wanted: readonly string[],
): { readonly name: string; readonly place: DeployConfig } {
  const names = Object.keys(places);
  if (names.length === 0) throw new BroadsheetError([noTargets()], EXIT.usage);
  const name = wanted[0] ?? (names.length === 1 ? names[0] : undefined);
  const place = name === undefined ? undefined : places[name];
  if (name === undefined || place === undefined || wanted.length > 1)
    throw new BroadsheetError([unknownTarget(wanted.at(-1) ?? null, names)], EXIT.usage);
  return { name, place };
}

/** The plan as `--json` prints it; its fields are listed in docs/cli.md. */
function reportOf(plan: DeployPlan, config: Config) {
  const { absolute, href } = createHrefs(config);
  const addressesOf = (path: string) =>
    urlsOf(path as OutputPath, config.urls).map((url) => absolute(url) ?? href(url));
  const uploads = uploadsOf(plan);
  const { deletions, unchanged, foreign, replaced, changed } = plan;
  const feeds = changed.filter((path) => /(?:feed\.xml|atom\.xml|feed\.json)$/.test(path));
  return {
    uploads: uploads.map(({ path }) => path),
    deletions,
    unchanged,
    foreign,
    replaced,
    bytes: uploads.reduce((sum, { size }) => sum + size, 0),
    /** Addresses that caches must forget. */
    purge: changed.flatMap(addressesOf),
    /** Feeds of which hubs must hear. */
    ping: (config.discovery.feeds?.hubs ?? []).map((hub) => ({
      hub,
      topics: feeds.flatMap(addressesOf),
    })),
  };
}

function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(0)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
