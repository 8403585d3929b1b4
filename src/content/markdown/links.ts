import type { AddressStyle } from '../../paths.ts';
import { fromCode } from './html.ts';

const SAFE_SCHEMES = new Set(['http', 'https', 'mailto', 'tel', 'sms']);

/**
 * A destination ready for an attribute (but for escaping), or null when its scheme could run code or hide where it
 * leads. Browsers decode character references and drop control characters before they look at the scheme, so both
 * are undone first.
 */
export function safeUrl(destination: string): string | null {
  const decoded = destination
    .replace(/&#(?:(\d{1,7})|x([0-9a-f]{1,6}));?/gi, (_, decimal?: string, hex?: string) =>
      fromCode(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)).replace('&', '&amp;'),
    )
    .replace(/[\p{Cc} \u200b-\u200f\u2028\u2029\ufeff]+/gu, (run) => (run === ' ' ? '%20' : ''));
  const head = decoded.split(/[/?#]/, 1).join('');
  const colon = head.indexOf(':');
  if (colon !== -1 && !SAFE_SCHEMES.has(head.slice(0, colon).toLowerCase())) return null;
  if (colon === -1 && /&(?:colon|tab|newline|#)/i.test(head)) return null;
  try {
    return encodeURI(decoded).replaceAll('%25', '%');
  } catch {
    return null;
  }
}

/** True for another site: an absolute or protocol-relative address whose origin is not ours. */
export function isExternal(url: string, origin: string | null): boolean {
  // Browsers read a backslash as a slash, and none at all after `https:` as two.
  if (!/^(?:https?:|[\\/]{2})/i.test(url)) return false;
  if (origin === null || !URL.canParse(url, origin)) return true;
  return new URL(url, origin).origin !== origin;
}

const SRCSET = /\ssrcset\s*=\s*(?:"[^"]*"|'[^']*')/gi;
const SLASH_OF_PAGE = /(\shref\s*=\s*["']?\/(?!\/)[^"'\s>?#]*[^"'\s>?#/])\/(?=["'\s>?#])/gi;
const START_OF_RELATIVE =
  /(\s(?:href|src|poster|cite)\s*=\s*["']?)(?=[^\s"'/#?>])(?![a-z][a-z0-9+.-]*:)/gi;
const START_OF_RELATIVE_CANDIDATE = /(["',]\s*)(?=[^\s"',/])(?![a-z][a-z0-9+.-]*:)/gi;

interface PageStyle extends AddressStyle {
  /** See `ownFolder`. */
  readonly folder: string;
}

/**
 * Writes the addresses in raw HTML in the site's style: those that begin at the site's root (see `writtenAddress`), and
 * those that are relative to the page's folder.
 */
export function withWrittenAddresses(html: string, { base, urls, folder }: PageStyle): string {
  if (base === '' && urls === 'directory') return html;
  return html.replace(/<[a-z][^<>]*>/gi, (tag) =>
    (urls === 'file' ? withFileStyle(tag, folder) : tag)
      .replace(/(\s(?:href|src|poster|cite)\s*=\s*["']?)\/(?!\/)/gi, `$1${base}/`)
      .replace(SRCSET, (attribute) => attribute.replace(/(["',]\s*)\/(?!\/)/g, `$1${base}/`)),
  );
}

function withFileStyle(tag: string, folder: string): string {
  return tag
    .replace(SLASH_OF_PAGE, '$1')
    .replace(START_OF_RELATIVE, `$1${folder}`)
    .replace(SRCSET, (attribute) =>
      // Commas are part of an address that holds a picture itself.
      /data:/i.test(attribute)
        ? attribute
        : attribute.replace(START_OF_RELATIVE_CANDIDATE, `$1${folder}`),
    );
}
