import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { NOW, SITES, useSites, variedPages } from './sites.ts';

const site = useSites(...SITES);
const openPage = shareBrowser();

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: Readonly<Record<'light' | 'dark', NonNullable<RunOptions['runOnly']>>> = {
  light: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // The rest of a page is the same in the dark.
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/** What axe finds wrong with the page that is shown: rule, element and reason. */
async function violations(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const options: RunOptions = { runOnly: RULES[scheme], resultTypes: ['violations'] };
  await page.emulateMedia({ colorScheme: scheme });
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) =>
      `${page.url()}, ${scheme}: ${id}: ${target.join(' ')}: ${failureSummary}`.replaceAll(
        /\s+/g,
        ' ',
      ),
    ),
  );
}

for (const name of SITES) {
  testWithChromium(
    `axe finds nothing wrong with the site "${name}", in light and in dark`,
    async () => {
      const page = await openPage();
      await page.clock.setFixedTime(NOW);
      const found: string[] = [];
      for (const { url } of variedPages(site(name))) {
        await page.goto(url);
        await page.evaluate(AXE);
        found.push(...(await violations(page, 'light')), ...(await violations(page, 'dark')));
      }
      expect(found).toEqual([]);
    },
  );
}
