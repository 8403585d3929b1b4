import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { CHROMIUM } from './machine.ts';

function launch(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

/** A headless Chromium of the machine, closed when the test ends. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await launch();
  onTestFinished(() => browser.close());
  return browser;
}

/** A page in a context of its own, closed when the test ends. */
export type OpenPage = (options?: BrowserContextOptions) => Promise<Page>;

/** One Chromium for all tests of a file, launched by the first that opens a page. */
export function shareBrowser(): OpenPage {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => (await browser)?.close());
  return async (options = {}) => {
    browser ??= launch();
    const context = await (await browser).newContext({ colorScheme: 'light', ...options });
    onTestFinished(() => context.close());
    return context.newPage();
  };
}
