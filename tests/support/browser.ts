import { type Browser, chromium } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { CHROMIUM } from './machine.ts';

/** A headless Chromium of the machine, closed when the test ends. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
  onTestFinished(() => browser.close());
  return browser;
}
