import * as v from 'valibot';
import { isLanguageTag } from '../content/language-tag.ts';
import { isTimeZone } from '../content/zone.ts';
import { MESSAGE_KEYS } from '../messages/messages.ts';
import { POLICIES } from '../types/config.ts';
import type { Plugin } from '../types/plugin.ts';
import { DeploySchema } from './deploy.ts';
import { DiscoverySchema, PublisherSchema } from './discovery.ts';
import { HostingSchema } from './hosting.ts';
import { address, ThemeSchema, text } from './theme-schema.ts';

const link = v.strictObject({ text, url: address });
const message = v.union(
  [
    v.string(),
    v.strictObject({
      zero: v.optional(v.string()),
      one: v.optional(v.string()),
      two: v.optional(v.string()),
      few: v.optional(v.string()),
      many: v.optional(v.string()),
      other: v.string(),
    }),
  ],
  'must be text, or { one, other } for a message with a number',
);
const links = v.array(link, 'must be a list of { text, url }');
const severity = v.picklist(['error', 'warning'], 'must be "error" or "warning"');

const PLACEHOLDERS = ['section', 'year', 'month', 'day', 'slug'];

function hasKnownPlaceholders(pattern: string): boolean {
  return [...pattern.matchAll(/:([a-z]+)/gi)].every(([, name]) =>
    PLACEHOLDERS.includes(name ?? ''),
  );
}

/** The configuration as a person writes it. Everything may be left out. */
export const ConfigSchema = v.strictObject({
  title: v.optional(text),
  tagline: v.optional(text),
  description: v.optional(text),
  url: v.optional(
    v.pipe(
      text,
      v.check(
        (url) => /^https?:\/\/[^/]/i.test(url) && URL.canParse(url),
        'must be the address of the site: https://example.org',
      ),
    ),
  ),
  base: v.optional(
    v.pipe(
      v.string('must be text'),
      v.regex(/^(?:(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*\/?)$/, 'must be a path such as /project'),
    ),
  ),
  language: v.optional(
    v.pipe(text, v.check(isLanguageTag, 'must be a language tag such as en, en-GB or de')),
  ),
  direction: v.optional(v.picklist(['ltr', 'rtl'], 'must be "ltr" or "rtl"')),
  timeZone: v.optional(
    v.pipe(
      text,
      v.check(isTimeZone, 'must be the name of a time zone such as Europe/London or UTC'),
    ),
  ),
  permalink: v.optional(
    v.pipe(
      text,
      v.startsWith('/', 'must start with a slash'),
      v.includes(':slug', 'must contain :slug, or all stories of a day would have one address'),
      v.check(
        hasKnownPlaceholders,
        `may contain ${PLACEHOLDERS.map((name) => `:${name}`).join(', ')} and no other placeholder`,
      ),
    ),
  ),
  urls: v.optional(v.picklist(['directory', 'file'], 'must be "directory" or "file"')),
  slugs: v.optional(v.picklist(['unicode', 'ascii'], 'must be "unicode" or "ascii"')),
  defaultSection: v.optional(
    v.pipe(text, v.regex(/^[a-z0-9-]+$/, 'must be letters, digits and hyphens')),
  ),
  sections: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^[\p{L}\p{N}_-]+$/u, 'must be letters, digits and hyphens')),
      v.strictObject({
        name: v.optional(text),
        description: v.optional(text),
        order: v.optional(v.number('must be a number')),
      }),
    ),
  ),
  authors: v.optional(
    v.record(
      v.string(),
      v.strictObject({
        name: text,
        jobTitle: v.optional(text),
        bio: v.optional(text),
        photo: v.optional(text),
        email: v.optional(v.pipe(text, v.email('must be a mail address'))),
        links: v.optional(links),
      }),
    ),
  ),
  nav: v.optional(links),
  footer: v.optional(
    v.strictObject({
      text: v.optional(text),
      columns: v.optional(
        v.array(
          v.strictObject({ title: v.optional(text), links }),
          'must be a list of { title, links }',
        ),
      ),
      links: v.optional(links),
    }),
  ),
  policies: v.optional(v.strictObject(v.entriesFromList(POLICIES, v.optional(address)))),
  social: v.optional(links),
  publisher: v.optional(PublisherSchema),
  discovery: v.optional(DiscoverySchema),
  hosting: v.optional(HostingSchema),
  deploy: v.optional(DeploySchema),
  pageSize: v.optional(
    v.pipe(
      v.number('must be a number'),
      v.integer('must be a whole number'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(500, 'must be at most 500'),
    ),
  ),
  markdown: v.optional(
    v.strictObject({
      gfm: v.optional(v.boolean('must be true or false')),
      smartTypography: v.optional(v.boolean('must be true or false')),
      rawHtml: v.optional(v.picklist(['sanitize', 'allow'], 'must be "sanitize" or "allow"')),
    }),
  ),
  missing: v.optional(
    v.strictObject({ links: v.optional(severity), images: v.optional(severity) }),
  ),
  theme: v.optional(ThemeSchema),
  words: v.optional(v.strictObject(v.entriesFromList(MESSAGE_KEYS, v.optional(message)))),
  extra: v.optional(
    v.pipe(
      v.record(v.string(), v.unknown()),
      v.check(
        (extra) => isPlain(extra),
        'must hold plain data: text, numbers, true, false, null, lists and objects',
      ),
    ),
  ),
  plugins: v.optional(
    v.array(
      v.custom<Plugin>(isPlugin, 'must be a plugin: { name, plan } or { name, head }'),
      'must be a list of plugins',
    ),
  ),
  out: v.optional(text),
});

export type UserConfig = v.InferInput<typeof ConfigSchema>;

/** What JSON can say: only that reaches every thread, and can be compared with what was there before. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain)
  );
}

function isPlugin(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, plan, head } = value as Partial<Plugin>;
  return typeof name === 'string' && (typeof plan === 'function' || typeof head === 'function');
}

/** Gives a configuration its type, and an editor its suggestions. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
