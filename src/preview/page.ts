import { escapeHtml } from '../content/markdown/html.ts';
import type { Visibility } from '../types/site.ts';

/** What a page tells the client that is put into it. */
interface Client {
  readonly base: string;
  readonly path: string;
  readonly version: string;
  /** Why the page is not public, or null. */
  readonly held: Visibility | null;
}

/** Puts the preview's client into a page. */
export function withClient(html: string, { base, path, version, held }: Client): string {
  const attributes = [
    `src="${escapeHtml(base)}/_broadsheet/client.js"`,
    `data-broadsheet="${escapeHtml(base)}"`,
    `data-path="${escapeHtml(path)}"`,
    `data-version="${version}"`,
    ...(held === null ? [] : [`data-held="${HELD[held] ?? held}"`]),
  ];
  const script = `<script type="module" ${attributes.join(' ')}></script>`;
  const end = html.lastIndexOf('</body>');
  return end === -1 ? html + script : `${html.slice(0, end)}${script}\n${html.slice(end)}`;
}

/** How the mark on a page says why it is not public. */
const HELD: Readonly<Partial<Record<Visibility, string>>> = {
  draft: 'Draft: not public',
  embargoed: 'Under embargo: not public yet',
  scheduled: 'Scheduled: not public yet',
};

/** What is shown while there is no page to show. */
export function emptyPage(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Broadsheet</title>
</head>
<body>
<p>This page cannot be made: something is wrong with it, as is said below. It comes by itself when that is mended.</p>
</body>
</html>
`;
}
