import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ICON_FILES, mark } from './icons.ts';
import { Print } from './print.ts';
import type { Scene } from './scene.ts';
import { BRIDGE } from './scenes/bridge.ts';
import { CABLE } from './scenes/cable.ts';
import { CHAMBER } from './scenes/chamber.ts';
import { CLOSING } from './scenes/closing.ts';
import { COLONNADE } from './scenes/colonnade.ts';
import { DAM } from './scenes/dam.ts';
import { DAWN } from './scenes/dawn.ts';
import { DOCKS } from './scenes/docks.ts';
import { EELS } from './scenes/eels.ts';
import { EMPTY_CHAIR } from './scenes/empty-chair.ts';
import { GAP } from './scenes/gap.ts';
import { MUDFLATS } from './scenes/mudflats.ts';
import { NIGHT_TRAIN } from './scenes/night-train.ts';
import { NOVELIST } from './scenes/novelist.ts';
import { ORGAN } from './scenes/organ.ts';
import { PASS } from './scenes/pass.ts';
import { PEOPLE } from './scenes/people.ts';
import { PIERS } from './scenes/piers.ts';
import { STAGE } from './scenes/stage.ts';
import { WIND } from './scenes/wind.ts';

/*
 * Draws the pictures of the sample newspaper. Words on the command line choose those whose path
 * contains one of them: `npm run pictures -- harbour people`.
 */

const SCENES: readonly Scene[] = [
  DAM,
  CABLE,
  PASS,
  NIGHT_TRAIN,
  CHAMBER,
  EMPTY_CHAIR,
  STAGE,
  NOVELIST,
  DOCKS,
  ORGAN,
  BRIDGE,
  WIND,
  EELS,
  PIERS,
  CLOSING,
  GAP,
  COLONNADE,
  MUDFLATS,
  DAWN,
  ...PEOPLE,
];

const root = resolve(import.meta.dirname, '../../..');
const words = process.argv.slice(2);

function isWanted(file: string): boolean {
  return words.length === 0 || words.some((word) => file.includes(word));
}

/** Writes a file below the repository and says how large it is. */
function write(file: string, content: Uint8Array | string): number {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`${String(Math.ceil(content.length / 1024)).padStart(4)} KB  ${file}`);
  return content.length;
}

async function show(page: Page, svg: string, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
}

async function drawAll(page: Page): Promise<number> {
  let total = 0;
  for (const { file, width, height, pixels = width, quality = 48, draw } of SCENES) {
    if (!isWanted(file)) continue;
    const print = new Print(file, width, height);
    draw(print);
    await show(page, print.svg(pixels), pixels, Math.round((pixels * height) / width));
    total += write(file, await page.screenshot({ type: 'jpeg', quality }));
  }
  if (isWanted('public/favicon.svg')) total += write('public/favicon.svg', mark(true));
  for (const [file, pixels] of ICON_FILES) {
    if (!isWanted(file)) continue;
    await show(page, mark(false), pixels, pixels);
    total += write(file, await page.screenshot({ type: 'png' }));
  }
  return total;
}

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
});
try {
  console.log(`${Math.ceil((await drawAll(await browser.newPage())) / 1024)} KB in all`);
} finally {
  await browser.close();
}
