import { PLACES } from './names.ts';
import { write } from './prose.ts';
import type { Random } from './random.ts';

/** How many paragraphs; with what stands between them, a file comes to some four kilobytes. */
const PARAGRAPHS = { fewest: 9, most: 13 } as const;
const HEADING_EVERY = 4;

/** The markdown of a story, after its front matter. `link` leads to another story, relative to this one. */
export function writeBody(random: Random, link: string | null): string {
  const blocks: string[] = [];
  const count = random.between(PARAGRAPHS.fewest, PARAGRAPHS.most);
  const marked = random.between(1, count - 1);
  const linked = link === null ? -1 : random.between(1, count - 1);
  for (let n = 0; n < count; n++) {
    if (n > 0 && n % HEADING_EVERY === 0) blocks.push(`## ${write('heading', random)}`);
    const sentences = Array.from({ length: random.between(2, 4) }, () => write('sentence', random));
    if (n === marked) sentences.push(write('marked', random));
    if (n === linked) sentences.unshift(`This newspaper [has reported on it](${link}).`);
    blocks.push(sentences.join(' '));
    blocks.push(...between(random));
  }
  if (random.chance(0.15)) addNote(blocks, random);
  return `${blocks.join('\n\n')}\n`;
}

/** What may stand between two paragraphs: mostly nothing. */
function between(random: Random): string[] {
  const dice = random.next();
  if (dice < 0.05) return [`> ${write('speech', random)}.\n>\n> -- ${write('person', random)}`];
  if (dice < 0.1) return [items(random)];
  return dice < 0.115 ? [table(random)] : [];
}

function items(random: Random): string {
  const mark = random.chance(0.3) ? '1.' : '-';
  const facts = Array.from({ length: random.between(3, 5) }, () => write('fact', random));
  return facts.map((fact) => `${mark} ${fact}`).join('\n');
}

function table(random: Random): string {
  const places = random.pickSeveral(PLACES, random.between(3, 6), 1);
  const rows = places.map((place) => {
    const [before, now] = [random.between(100, 9999), random.between(100, 9999)];
    return `| ${place} | ${before} | ${now} |`;
  });
  return ['| Town | Last year | This year |', '| --- | ---: | ---: |', ...rows].join('\n');
}

/** A footnote at the end of the first paragraph. */
function addNote(blocks: string[], random: Random): void {
  const [first = '', ...others] = blocks;
  blocks.splice(0, blocks.length, `${first}[^1]`, ...others, `[^1]: ${write('note', random)}`);
}
