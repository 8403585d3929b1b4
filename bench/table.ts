import type { Build } from './build.ts';
import type { Checked } from './check.ts';
import { bare } from './generators.ts';
import { keyOf, type Round, type Row } from './rounds.ts';
import { formatSpread, spreadOf } from './statistics.ts';

/** Everything that was found out about a corpus of one size. */
export interface Findings {
  readonly stories: number;
  readonly rows: readonly Row[];
  readonly rounds: readonly Round[];
  readonly checked: ReadonlyMap<string, Checked>;
}

const BARE: Row = { generator: bare.name, task: 'cold' };
const NAMES = {
  cold: 'from nothing',
  unchanged: 'nothing changed',
  body: 'one body edited',
  publish: 'one story published',
  template: 'the story template edited',
} as const;

/** A table of ratios, one row a build. */
export function formatFindings(findings: Findings): string {
  const { stories, rows, rounds, checked } = findings;
  const hasHugo = checked.has('Hugo');
  const heads = ['Build', 'bare loop = 1', ...(hasHugo ? ['Hugo, same task = 1'] : [])];
  heads.push('own cold build = 1', 'peak memory', 'files changed');
  const lines = rows.map((row) => {
    const { generator, task } = row;
    const hugo = { generator: 'Hugo', task };
    return [
      `${generator}, ${NAMES[task]}`,
      ratios(rounds, row, BARE),
      ...(hasHugo ? [ratios(rounds, row, hugo)] : []),
      ratios(rounds, row, { generator, task: 'cold' }),
      memory(rounds, row),
      changes(findings, row),
    ];
  });
  const bare = spreadOf(pick(rounds, BARE, ({ wallMs }) => wallMs)).median / 1000;
  return [
    `## ${stories.toLocaleString('en-US')} stories`,
    formatTable([heads, heads.map((_, column) => (column === 0 ? '---' : '---:')), ...lines]),
    `For scale, and for this machine only: the bare loop took ${bare.toFixed(2)} s (median).`,
  ].join('\n\n');
}

function formatTable(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A number of each round, where it is there. */
function pick(
  rounds: readonly Round[],
  row: Row,
  numberOf: (build: Build, round: Round) => number | null | undefined,
): number[] {
  return rounds.flatMap((round) => {
    const build = round.get(keyOf(row));
    const number = build && numberOf(build, round);
    return number === null || number === undefined ? [] : [number];
  });
}

/** Ratios to another build of the same round. */
function ratios(rounds: readonly Round[], row: Row, to: Row): string {
  if (keyOf(row) === keyOf(to)) return '1';
  const found = pick(rounds, row, ({ wallMs }, round) => {
    const other = round.get(keyOf(to));
    return other && wallMs / other.wallMs;
  });
  return found.length === 0 ? '–' : formatSpread(spreadOf(found));
}

function memory(rounds: readonly Round[], row: Row): string {
  const peaks = pick(rounds, row, ({ peakBytes }) => peakBytes);
  return peaks.length === 0 ? '–' : `${Math.round(spreadOf(peaks).median / 1e6)} MB`;
}

/** Of Broadsheet as it reports them in the rounds, of others as they were counted in the check. */
function changes({ rounds, checked }: Findings, row: Row): string {
  const { files = 0, changed } = checked.get(row.generator) ?? {};
  if (row.task === 'cold') return `${files} (all)`;
  const reported = pick(rounds, row, (build) => build.changed?.length);
  const count = reported.length > 0 ? spreadOf(reported).median : changed?.get(row.task);
  return count === undefined ? '–' : `${Math.round(count)}`;
}
