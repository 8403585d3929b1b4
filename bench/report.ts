import { statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { bare, broadsheet, type Generator } from './generators.ts';
import { formatSpread, type Spread } from './statistics.ts';
import { type Findings, formatFindings } from './table.ts';

export interface Results {
  readonly generators: readonly Generator[];
  readonly runs: number;
  /** Where everything was written. */
  readonly folder: string;
  readonly startUp: Spread;
  readonly findings: readonly Findings[];
}

/** The whole report, in Markdown. */
export function formatResults({ generators, runs, folder, startUp, findings }: Results): string {
  const sizes = findings.map(({ stories }) => stories).join(',');
  const versions = generators
    .filter(({ version }) => version !== null)
    .map(({ name, version }) => `${name} ${version}`);
  const notes = NOTES.filter(({ generator }) =>
    generators.some(({ name }) => name === generator),
  ).map(({ text }) => `- ${text}`);
  return `# Results of the bench

Node ${process.versions.node}, ${versions.join(', ')}; ${availableParallelism()} cores, files on ${fileSystemOf(folder)}. Ratios of wall times within one run: the median of ${runs} ${runs === 1 ? 'run' : 'runs'}, in parentheses the least and the most. [README.md](README.md) says what is measured and how to read it. To repeat it:

\`\`\`sh
npm run bench -- --stories ${sizes} --runs ${runs} --write
\`\`\`

${findings.map(formatFindings).join('\n\n')}

## Start-up

\`broadsheet --version\` takes ${formatSpread(startUp)} times as long as \`node -e 0\`.

## What is unequal

${notes.join('\n')}
${differencesInFiles(findings)}
`;
}

/** What is not the same work, and whose row it concerns. */
const NOTES: readonly { readonly generator: string; readonly text: string }[] = [
  {
    generator: bare.name,
    text: 'The bare loop has no typography, no footnotes, no ids on headings, and checks nothing.',
  },
  {
    generator: 'Hugo',
    text: 'Hugo has no archive by date here, and no front page beside the list of all stories: fewer pages. It cuts lists from the newest story and Broadsheet from the oldest, so Hugo has up to one page more in each list. It also writes lists of all topics and all series, which Broadsheet has not.',
  },
  {
    generator: 'Hugo',
    text: 'Hugo looks for related stories among all older ones that share a tag, as its function does; the others look among the newest 40 of each topic. The larger the archive, the more this counts against Hugo.',
  },
  {
    generator: 'Eleventy',
    text: 'Eleventy has no footnotes here and no ids on headings. It is only built from nothing.',
  },
  {
    generator: broadsheet.name,
    text: 'Where fewer than five older stories share a topic, Broadsheet fills up the related ones from the section; the others show fewer.',
  },
  {
    generator: broadsheet.name,
    text: 'Broadsheet also makes a list of corrections, a page that leads to sections and archive, a web manifest and a script, and measures pictures, of which this newspaper has none.',
  },
  {
    generator: broadsheet.name,
    text: 'Broadsheet prints its report as JSON while it is timed, and tells from it which files changed; what Hugo changed was counted once, without timing.',
  },
];

function differencesInFiles(findings: readonly Findings[]): string {
  return findings
    .map(({ stories, checked }) => {
      const counts = [...checked].map(([name, { files }]) => `${name} ${files}`);
      return `- Files of the whole site with ${stories} stories: ${counts.join(', ')}.`;
    })
    .join('\n');
}

/** Linux's numbers of file systems, from statfs(2). */
const FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext4'],
  [0x01021994, 'tmpfs'],
  [0x58465342, 'XFS'],
  [0x9123683e, 'Btrfs'],
  [0x794c7630, 'overlayfs'],
]);

function fileSystemOf(folder: string): string {
  return FILE_SYSTEMS.get(statfsSync(folder).type) ?? 'a file system of unknown type';
}
