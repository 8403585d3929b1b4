import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { shareBrowser } from '../support/browser.ts';
import { testWithChromium } from '../support/machine.ts';
import { NOW, pageOf, SITES, useSites, variedPages } from './sites.ts';

const site = useSites(...SITES);
const openPage = shareBrowser();

/** How a reader may have a page shown. */
interface Setting {
  readonly name: string;
  readonly widths: readonly number[];
  readonly css: string;
}

const SETTINGS: readonly Setting[] = [
  { name: 'as it is', widths: [320, 360, 768, 1280], css: '/* nothing */' },
  {
    // WCAG 2.2, success criterion 1.4.12.
    name: 'with more space in the text',
    widths: [320, 1280],
    css: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }`,
  },
  // Success criterion 1.4.4.
  { name: 'with text twice as large', widths: [320, 1280], css: 'html { font-size: 200% }' },
];

/** What makes a page scroll sideways, from the outside in. */
function culprits(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const isCut = (element) => element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || isCut(element.parentElement));
    return ['html', ...[...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (left < -1 || right > root.clientWidth + 1) && !isCut(element.parentElement) && !element.matches('.skip');
      })
      .map((element) => [element.localName, ...element.classList].join('.'))].slice(0, 6);
  })()`);
}

for (const name of SITES) {
  testWithChromium(`no page of the site "${name}" scrolls sideways`, async () => {
    const page = await openPage();
    await page.clock.setFixedTime(NOW);
    const found: string[] = [];
    for (const { url } of variedPages(site(name))) {
      await page.goto(url);
      for (const setting of SETTINGS) {
        const style = await page.addStyleTag({ content: setting.css });
        for (const width of setting.widths) {
          await page.setViewportSize({ width, height: 900 });
          const out = await culprits(page);
          if (out.length > 0) found.push(`${url} at ${width} px ${setting.name}: ${out.join(' ')}`);
        }
        await style.evaluate((element) => element.parentNode?.removeChild(element));
      }
    }
    expect(found).toEqual([]);
  });
}

testWithChromium('no text is justified, and none is cut off', async () => {
  const page = await openPage({ viewport: { width: 360, height: 900 } });
  const found: string[] = [];
  for (const { url } of [...variedPages(site('edge')), ...variedPages(site('ar'))]) {
    await page.goto(url);
    const wrong = await page.evaluate<string[]>(`[...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { textAlign, overflow, position } = getComputedStyle(element);
        const isCut = /hidden|clip/.test(overflow) && position !== 'absolute' && element.innerText?.trim() &&
          (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
        return textAlign === 'justify' || isCut;
      })
      .map((element) => [element.localName, ...element.classList].join('.'))`);
    if (wrong.length > 0) found.push(`${url}: ${wrong.join(' ')}`);
  }
  expect(found).toEqual([]);
});

testWithChromium('a date beside a name in Latin letters stays in one piece', async () => {
  const page = await openPage();
  await page.goto(pageOf(site('ar'), 'front').url);
  // Where the direction of a name runs over into the date, its day and its month are drawn apart.
  const torn = await page.evaluate(`[...document.querySelectorAll('.meta time')]
    .filter((time) => {
      const parts = [...time.getClientRects()].sort((a, b) => a.left - b.left);
      return parts.some(({ left, top }, i) => i > 0 && top === parts[i - 1].top && left > parts[i - 1].right + 1);
    })
    .map((time) => time.parentElement.textContent)`);
  expect(torn).toEqual([]);
});

testWithChromium('nothing moves for readers who ask for less motion', async () => {
  const page = await openPage({ reducedMotion: 'reduce' });
  for (const kind of ['front', 'story', 'live'] as const) {
    await page.goto(pageOf(site('edge'), kind).url);
    const moving = await page.evaluate(`[...document.querySelectorAll('*')]
      .filter((element) => {
        const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(element);
        return scrollBehavior === 'smooth' || !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none';
      })
      .map(({ localName }) => localName)`);
    expect(moving).toEqual([]);
  }
});

testWithChromium('in forced colours the place in the navigation still shows', async () => {
  const page = await openPage({ forcedColors: 'active' });
  await page.goto(pageOf(site('edge'), 'section').url);
  const looks = await page.evaluate<{ here: string; there: string }>(`(() => {
    const look = (selector) => {
      const { borderBlockEnd, outline, textDecorationLine, fontWeight, color, backgroundColor } =
        getComputedStyle(document.querySelector(selector));
      return [borderBlockEnd, outline, textDecorationLine, fontWeight, color, backgroundColor].join(' / ');
    };
    return { here: look('.sections a[aria-current]'), there: look('.sections a:not([aria-current])') };
  })()`);
  expect(looks.here).not.toBe(looks.there);
});
