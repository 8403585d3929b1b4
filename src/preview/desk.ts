import { readFileSync } from 'node:fs';
import { escapeHtml } from '../content/markdown/html.ts';
import type { Parsed } from '../content/row.ts';
import { encodeUrl, type SourcePath } from '../paths.ts';
import { createHrefs } from '../site/hrefs.ts';
import { visibilityOf } from '../site/visibility.ts';
import type { Problem } from '../types/problem.ts';
import type { Instant, Story } from '../types/story.ts';
import type { CurrentSite } from './current-site.ts';

const MAX_PROBLEMS = 100;
/** It is looked at from time to time, and is no page of the site that could tell of changes. */
const REFRESH_S = 15;
/** Rows that a browser shows without effort; an archive has more. */
const MAX_ROWS = 10_000;

/** The desk's view of the site: every story with its state, what will happen next, what is wrong. Preview only. */
export function deskPage(site: CurrentSite, problems: readonly Problem[]): string {
  const { survey, shown } = site;
  const base = shown?.config.base ?? '';
  const { href } = createHrefs(shown?.config ?? { origin: null, base: '', urls: 'directory' });
  const stories = survey?.stories ?? [];
  const clock = shown?.plan.site.clock ?? 0;
  const urls = new Map(shown?.plan.site.stories.map(({ story, url }) => [story.source, url]));
  const byFile = new Map<string, number>();
  for (const { file } of problems) if (file) byFile.set(file, (byFile.get(file) ?? 0) + 1);

  const rows = [...stories].sort(newestFirst).slice(0, MAX_ROWS).map(row);
  const cut =
    stories.length > MAX_ROWS
      ? `<p>The newest ${MAX_ROWS} of ${stories.length}; <code>broadsheet list</code> shows all.</p>`
      : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_S}">
<title>The desk – ${escapeHtml(shown?.config.title ?? 'Broadsheet')}</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<h1>The desk</h1>
<p><a href="${escapeHtml(base)}/">The site</a> · ${stories.length} stories · ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}</p>
${wrong()}
${upcoming()}
<h2>Stories</h2>
${cut}
<div class="scroll" tabindex="0" role="region" aria-label="Stories">
<table>
<thead><tr><th>Headline</th><th>State</th><th>Published</th><th>Words</th><th>Problems</th><th>File</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>
</main>
</body>
</html>
`;

  function row({ source, content, status }: Parsed<Story>): string {
    const url = urls.get(source);
    const headline = escapeHtml(content?.copy.value.headline ?? source);
    const state =
      content === null ? `broken (${status ?? 'unknown'})` : visibilityOf(content, clock);
    const link =
      url === undefined ? headline : `<a href="${escapeHtml(href(url))}">${headline}</a>`;
    const file = `<a href="${escapeHtml(`${base}/_desk/source/${encodeUrl(source)}`)}">${escapeHtml(source)}</a>`;
    const cells = [
      link,
      `<span class="state ${state.split(' ', 1).join('')}">${state}</span>`,
      content === null ? '' : timeOf(content.published),
      String(content?.words ?? ''),
      String(byFile.get(source) ?? ''),
      file,
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  }

  /** What the terminal says, too. */
  function wrong(): string {
    if (problems.length === 0) return '';
    const items = problems
      .slice(0, MAX_PROBLEMS)
      .map(({ severity, file, line, column, message, hint }) => {
        const place = [file, line, column].filter((part) => part !== undefined).join(':');
        return `<li class="${severity}"><code>${escapeHtml(place)}</code> ${escapeHtml(message)}${hint === undefined ? '' : ` <small>${escapeHtml(hint)}</small>`}</li>`;
      });
    return `<h2>What is wrong</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
  }

  function upcoming(): string {
    const changes = stories.flatMap(({ content }) => (content ? changesOf(content, clock) : []));
    changes.sort((a, b) => a.at.ms - b.at.ms);
    if (changes.length === 0) return '<p>Nothing will change by itself.</p>';
    const items = changes
      .slice(0, 50)
      .map(({ at, what, headline }) => `<li>${timeOf(at)}: ${what} ${escapeHtml(headline)}</li>`);
    return `<details${items.length > 5 ? '' : ' open'}>\n<summary><h2>What the clock will change</h2></summary>\n<ul>\n${items.join('\n')}\n</ul>\n</details>`;
  }
}

function newestFirst(a: Parsed<Story>, b: Parsed<Story>): number {
  return (b.content?.published.ms ?? Infinity) - (a.content?.published.ms ?? Infinity);
}

interface Change {
  readonly at: Instant;
  readonly what: string;
  readonly headline: string;
}

function changesOf(story: Story, clock: number): readonly Change[] {
  if (story.status !== 'usable') return [];
  const changes: readonly (readonly [Instant | null, string])[] = [
    [story.published, 'published:'],
    [story.embargo, 'the embargo ends:'],
    [story.expires, 'leaves the site:'],
    [story.breaking, 'is no longer breaking:'],
    [story.pin?.until ?? null, 'loses its slot on the front page:'],
    [story.kind === 'live' ? story.ended : null, 'the live coverage ends:'],
    [story.image?.rightsExpire ?? null, 'loses its picture:'],
  ];
  return changes.flatMap(([at, what]) =>
    at !== null && at.ms > clock ? [{ at, what, headline: story.copy.value.headline }] : [],
  );
}

function timeOf({ iso }: Instant): string {
  return `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')}</time>`;
}

/** The text of a story's or a page's file, as it is on disk; null for everything else. */
export function sourceText({ survey, shown }: CurrentSite, path: string): string | null {
  const { stories = [], pages = [], entries = [] } = survey?.sources ?? {};
  const isSource = [stories, pages, entries].some((sources) =>
    sources.includes(path as SourcePath),
  );
  if (!isSource || shown === null) return null;
  try {
    return readFileSync(shown.sourceOf(path as SourcePath), 'utf8');
  } catch {
    return null;
  }
}

const STYLES = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: start; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid color-mix(in srgb, currentcolor 25%, transparent); vertical-align: top; }
summary h2 { display: inline; }
.error code { color: light-dark(#a3000f, #ff8a80); }
.state { font-weight: 600; }
.draft, .scheduled, .embargoed { color: light-dark(#8a4b00, #ffc069); }
.broken, .expired, .withheld, .canceled { color: light-dark(#a3000f, #ff8a80); }
`;
