import type { Plugin } from '../types/plugin.ts';
import type { Card } from '../types/views.ts';
import { addressesOf } from './addresses.ts';
import { textFile } from './text-file.ts';

const LATEST = 20;

interface Overview {
  readonly title: string;
  readonly description: string | null;
  readonly sections: readonly Entry[];
  readonly latest: readonly (Entry & { readonly summary: string })[];
  readonly pages: readonly Entry[];
}

interface Entry {
  readonly name: string;
  readonly address: string;
}

/** `llms.txt`: an overview in Markdown for language models, as https://llmstxt.org/ proposes it. */
export const llms: Plugin = {
  name: 'llms',
  version: '1',
  quotes: () => [],
  plan({ config, sections, stories, pages }, tools) {
    const addressOf = addressesOf(tools);
    if (addressOf === null) return [];
    const overview: Overview = {
      title: config.title,
      description: config.description ?? config.tagline,
      sections: sections.map(({ name, url }) => ({ name, address: addressOf(url) })),
      latest: stories.slice(0, LATEST).map(({ card, url }) => {
        const { headline, dek, summary }: Card = card.value;
        return { name: headline, address: addressOf(url), summary: dek ?? summary };
      }),
      pages: pages.map(({ page }) => ({ name: page.headline, address: addressOf(page.url) })),
    };
    return [
      textFile('llms.txt', tools.derive(overview, textOf), 'the overview for language models'),
    ];
  },
};

function textOf({ title, description, sections, latest, pages }: Overview): string {
  const line = ({ name, address }: Entry, words = '') =>
    `- [${plain(name)}](${address})${words === '' ? '' : `: ${plain(words)}`}\n`;
  const part = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `\n## ${heading}\n\n${lines.join('')}`;
  return [
    `# ${plain(title)}\n`,
    description === null ? '' : `\n> ${plain(description)}\n`,
    part(
      'Sections',
      sections.map((entry) => line(entry)),
    ),
    part(
      'Latest stories',
      latest.map((entry) => line(entry, entry.summary)),
    ),
    part(
      'About',
      pages.map((entry) => line(entry)),
    ),
  ].join('');
}

/** One line, in which nothing is markup. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>]/g, '\\$&');
}
