import { readFileSync, writeFileSync } from 'node:fs';

/** Changes one word in the middle of a story's text. */
export function editBody(file: string): void {
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf('\n---\n') + 1;
  const paragraphs = [...text.matchAll(/^[\p{Lu}"].{150,}$/gmu)].filter(
    ({ index }) => index > start,
  );
  const paragraph = paragraphs[Math.floor(paragraphs.length / 2)];
  if (!paragraph) throw new Error(`${file} has no long paragraph`);
  // Between spaces a word cannot be part of an address or a mark.
  const word = / [a-z]{4,}(?= )/.exec(text.slice(paragraph.index + 40));
  if (!word) throw new Error(`${file} has no word to change`);
  const at = paragraph.index + 40 + word.index;
  writeFileSync(file, `${text.slice(0, at)} unexpectedly${text.slice(at + word[0].length)}`);
}

/** Changes what a story's template prints into every story, by one number. */
export function editTemplate(file: string): void {
  const text = readFileSync(file, 'utf8');
  const edited = text.replace(/data-edition="(\d+)"/, (_, edition: string) => {
    return `data-edition="${Number(edition) + 1}"`;
  });
  if (edited === text) throw new Error(`${file} prints no edition`);
  writeFileSync(file, edited);
}
