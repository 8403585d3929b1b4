import * as v from 'valibot';
import { type Config, HOSTS, type HostingConfig } from '../types/config.ts';
import { text } from './theme-schema.ts';

const headerValue = v.pipe(
  text,
  v.regex(/^[ -#%-~]+$/, 'must be one line of plain characters, without a $'),
);

/** What the site tells its host. */
export const HostingSchema = v.strictObject({
  host: v.optional(v.picklist(HOSTS, `must be one of ${HOSTS.join(', ')}`)),
  csp: v.optional(
    v.union([v.literal(false), headerValue], 'must be a Content-Security-Policy, or false'),
  ),
  headers: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^[\w-]+$/, 'must be the name of a header')),
      headerValue,
      'must be headers by name',
    ),
  ),
  precompress: v.optional(v.boolean('must be true or false')),
});

/**
 * What the built-in theme needs and no more; pictures and films may come from elsewhere, because stories may show them.
 * See https://www.w3.org/TR/CSP3/.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "media-src 'self' https:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Fills in the defaults. Raw HTML in stories may be anything, so no policy can be known for it. */
export function resolveHosting(
  user: v.InferInput<typeof HostingSchema>,
  { rawHtml }: Pick<Config['markdown'], 'rawHtml'>,
): HostingConfig {
  const standard = rawHtml === 'allow' ? null : POLICY;
  return {
    host: user.host ?? null,
    csp: user.csp === false ? null : (user.csp ?? standard),
    headers: user.headers ?? {},
    precompress: user.precompress ?? false,
  };
}
