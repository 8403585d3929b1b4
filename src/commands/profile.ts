import type { BuildReport } from '../builder.ts';

/** How much a build had to do, in one line. */
export function workInWords({ work, durations }: BuildReport): string {
  const stages = Object.entries(durations).map(([stage, ms]) => `${stage} ${Math.round(ms)} ms`);
  const sources = `${work.read} sources read, ${work.parsed} parsed`;
  const planned = work.planned ? '' : ', nothing to plan';
  return `${sources}${planned}, ${work.rendered} pages rendered; ${stages.join(', ')}`;
}

/** Two tables: the time of each stage, and what the pages of each template took. */
export function profileOf({ durations, work }: BuildReport): string[] {
  const total = Object.values(durations).reduce((sum, ms) => sum + ms, 0);
  const share = (ms: number) => `${total === 0 ? 0 : Math.round((100 * ms) / total)} %`;
  const stages = Object.entries(durations).map(([stage, ms]) => [stage, inMs(ms), share(ms)]);
  const templates = Object.entries(work.byTemplate)
    .map(([name, { pages, body, template, write }]) => {
      return { name, pages, body, template, write, sum: body + template + write };
    })
    .sort((a, b) => b.sum - a.sum)
    .map(({ name, pages, body, template, write, sum }) => {
      const each = `${((1000 * sum) / pages).toFixed(0)} µs`;
      return [name, String(pages), inMs(body), inMs(template), inMs(write), each];
    });
  const head = ['TEMPLATE', 'PAGES', 'BODIES', 'TEMPLATE', 'WRITING', 'A PAGE'];
  return [
    ...columns([['STAGE', 'TIME', 'SHARE'], ...stages]),
    ...(templates.length === 0 ? [] : ['', ...columns([head, ...templates])]),
    ...(templates.length === 0 ? [] : ['Times of templates are summed over all threads.']),
  ];
}

function inMs(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** The first column to the left, the others to the right. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) =>
    rows.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), 0),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  );
}
