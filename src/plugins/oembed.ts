import { fileBeside } from '../paths.ts';
import type { PlannedFile } from '../types/page.ts';
import type { Plugin } from '../types/plugin.ts';
import type { Card } from '../types/views.ts';
import { absoluteFile, addressesOf } from './addresses.ts';
import { textFile } from './text-file.ts';

const NAME = 'oembed.json';

/** Beside each story a file that says how another site may show a link to it: https://oembed.com/. */
export const oembed: Plugin = {
  name: 'oembed',
  version: '1',
  quotes: () => [],
  plan({ config, stories }, tools) {
    const addressOf = addressesOf(tools);
    if (addressOf === null) return [];
    const home = addressOf('/');
    const provider = { provider_name: config.title, provider_url: home };
    return stories.map(({ url, card, story }): PlannedFile => {
      const address = addressOf(url);
      const file = textFile(
        fileBeside(url, NAME).slice(1),
        tools.derive({ card, provider, address, home }, textOf),
        `${story.source} (oEmbed)`,
      );
      return { ...file, phase: 'story', owner: story.source };
    });
  },
  head({ page, story }) {
    if (story === undefined || page.canonical === null) return {};
    const { canonical: address, title } = page;
    const href = fileBeside(address, NAME);
    const type = 'application/json+oembed';
    return { links: [{ rel: 'alternate', type, title, href }] };
  },
};

interface Subject {
  readonly card: { readonly value: Card };
  readonly provider: { readonly provider_name: string; readonly provider_url: string };
  readonly address: string;
  readonly home: string;
}

function textOf({ card, provider, address, home }: Subject): string {
  const { headline, authors, byline, image } = card.value;
  const [first] = authors;
  const names = authors.map(({ name }) => name).join(', ');
  const absolute = () => home;
  const picture = image && absoluteFile(image.src, { absolute });
  return `${JSON.stringify({
    version: '1.0',
    // A card of their own making: a story is no picture and no video.
    type: 'link',
    title: headline,
    ...(byline !== null || names !== '' ? { author_name: byline ?? names } : {}),
    ...(first === undefined ? {} : { author_url: absoluteFile(first.url, { absolute }) }),
    ...provider,
    url: address,
    ...(picture && image.width !== null && image.height !== null
      ? { thumbnail_url: picture, thumbnail_width: image.width, thumbnail_height: image.height }
      : {}),
  })}\n`;
}
