import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { serve } from '../support/serve.ts';
import { type SiteName, useSites, variedPages } from './sites.ts';

const NAMES = ['sample', 'edge', 'painted', 'ar'] as const satisfies readonly SiteName[];
const site = useSites(...NAMES);
const openPage = shareBrowser();

/** Nothing but what the site itself brings. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What a site needs besides that shows films of its own. */
const FILMS = "; media-src 'self'";

/** Those, too, that wait until a reader comes near. */
const LOAD_PICTURES = `Promise.all([...document.images].map((image) => {
  image.loading = 'eager';
  return image.decode();
}))`;

/** What pages say in the console, throw, or ask of others, while a test goes on. */
function listen(page: Page, origin: string): readonly string[] {
  const found: string[] = [];
  const note = (what: string) => found.push(`${page.url()}: ${what}`);
  page.on('console', (message) => note(message.text()));
  page.on('pageerror', ({ message }) => note(message));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) note(`asks for ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()} for ${response.url()}`);
  });
  return found;
}

for (const name of NAMES) {
  testWithChromium(
    `the site "${name}" works under a strict policy, and asks nobody else`,
    async () => {
      const built = site(name);
      const { origin, pathname: base } = new URL(built.origin);
      const strict = await serve(built.folder, {
        base: base.replace(/\/$/, ''),
        headers: { 'content-security-policy': name === 'edge' ? POLICY + FILMS : POLICY },
      });
      const page = await openPage();
      await page.clock.install();
      const found = listen(page, strict);
      for (const { url } of variedPages(built)) {
        await page.goto(url.replace(origin, strict));
        // The theme's style sheet is in force.
        expect(
          await page.evaluate("getComputedStyle(document.querySelector('.tools')).display"),
        ).toBe('flex');
        for (const button of await page.getByRole('button').all()) await button.click();
        await page.evaluate(LOAD_PICTURES);
        // Long enough for a live blog to ask for news.
        await page.clock.runFor(31_000);
      }
      expect(found).toEqual([]);
    },
  );
}
