import { DAY_MS, HOUR_MS, MINUTE_MS, timestamp } from './calendar.ts';
import { AUTHORS, PLACES, SERIES, TOPICS } from './names.ts';
import { write } from './prose.ts';
import type { Random } from './random.ts';
import type { Heading } from './story.ts';

/** How many tags a story has: mostly three. */
const TAG_COUNTS = [1, 2, 2, 3, 3, 3, 3, 4, 4, 5] as const;
const KINDS = ['analysis', 'interview', 'explainer', 'review', 'obituary'] as const;

/** The lines between the fences, in YAML. */
export function writeFrontMatter(heading: Heading, random: Random): string {
  const { section, headline, published } = heading;
  const lines = [
    `headline: ${scalar(headline)}`,
    `dek: ${scalar(write('dek', random))}`,
    `published: ${timestamp(published)}`,
    `tags: [${random.pickSeveral(TOPICS, random.pick(TAG_COUNTS), 1.5).join(', ')}]`,
    `authors: [${random.pickSeveral(AUTHORS, random.chance(0.25) ? 2 : 1, 1.3).join(', ')}]`,
  ];
  if (random.chance(0.12)) {
    const updated = published + random.between(20, 900) * MINUTE_MS;
    lines.push(`updated: ${timestamp(updated)}`);
  }
  if (random.chance(0.05)) lines.push(`byline: ${scalar(write('byline', random))}`);
  if (random.chance(0.3)) lines.push(`dateline: ${random.pick(PLACES).toUpperCase()}`);
  if (random.chance(0.2)) lines.push(`urgency: ${random.between(1, 8)}`);
  if (section === 'opinion') lines.push('kind: opinion');
  else if (random.chance(0.1)) lines.push(`kind: ${random.pick(KINDS)}`);
  if (random.chance(0.04)) lines.push(`series: ${random.pick(SERIES)}`);
  if (random.chance(0.15)) lines.push(`summary: ${scalar(write('sentence', random))}`);
  if (random.chance(0.02)) {
    const corrected = published + random.between(1, 3) * DAY_MS + HOUR_MS;
    lines.push('corrections:', `  - date: ${timestamp(corrected)}`);
    lines.push(`    text: ${scalar(write('correction', random))}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Text as YAML takes it: plain where that is safe, else in quotation marks. */
function scalar(text: string): string {
  return /^[A-Z][^:#"]*$/.test(text) ? text : JSON.stringify(text);
}
