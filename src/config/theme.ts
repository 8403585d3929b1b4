import { readDate } from '../content/dates.ts';
import { createZone } from '../content/zone.ts';
import type { FrontConfig, StoryOptions, ThemeConfig } from '../types/config.ts';
import type { Instant } from '../types/story.ts';
import { resolveColors } from './colors.ts';
import { HEADLINES, SANS, SERIF, webFontOf } from './fonts.ts';
import type { UserTheme } from './theme-schema.ts';

/** Fills in the defaults of the built-in theme. */
export function resolveTheme(
  user: UserTheme,
  { title, timeZone }: { readonly title: string; readonly timeZone: string },
): ThemeConfig {
  const { masthead = {}, colors = {}, fonts = {}, measure = 60, front = {}, story = {} } = user;
  const { dark = {}, ...light } = colors;
  const { logo = null } = masthead;
  const web = fonts.web === undefined ? null : webFontOf(fonts.web);
  const own = web === null ? '' : `'${web.family}', '${web.family} fallback', `;
  return {
    masthead: {
      name: masthead.name ?? title,
      logo:
        logo === null
          ? null
          : typeof logo === 'string'
            ? { light: logo, dark: null }
            : { light: logo.light, dark: logo.dark ?? null },
    },
    colors: resolveColors(light, dark),
    fonts: {
      headlines: stackOf(fonts.headlines, own + HEADLINES),
      text: stackOf(fonts.text, own + SERIF),
      labels: stackOf(fonts.labels, SANS),
      web,
    },
    measure,
    front: frontOf(front, timeZone),
    story: storyOf(story),
    script: user.script ?? true,
  };
}

function stackOf(written: string | undefined, preset: string): string {
  if (written === undefined) return preset;
  if (written === 'serif') return SERIF;
  return written === 'sans' ? SANS : written;
}

const STRIP = 4;
const PAST: Instant = { ms: 0, iso: '1970-01-01T00:00:00+00:00' };

function frontOf(front: NonNullable<UserTheme['front']>, timeZone: string): FrontConfig {
  const { secondary = 5, latest = 8, opinion = 3, strips = null, pins = [] } = front;
  return {
    secondary,
    latest,
    opinion,
    strips:
      strips?.map((strip) =>
        typeof strip === 'string'
          ? { section: strip, count: STRIP }
          : { section: strip.section, count: strip.count ?? STRIP },
      ) ?? null,
    pins: pins.map(({ story, slot, until }) => {
      // A clock that is put forward has no such time on that day: the pin has ended when it does.
      const end = until === undefined ? null : readDate(until, createZone(timeZone));
      return { story, slot, until: end && ('instant' in end ? end.instant : PAST) };
    }),
  };
}

function storyOf(story: NonNullable<UserTheme['story']>): StoryOptions {
  return {
    share: story.share ?? true,
    bios: story.bios ?? true,
    trust: story.trust ?? true,
    related: story.related ?? true,
    ad: story.ad ?? false,
    updatedAfterMinutes: story.updatedAfterMinutes ?? 15,
    oldAfterDays: story.oldAfterDays ?? 365,
  };
}
