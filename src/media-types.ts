/** What kind of file a path ends with, for the `Content-Type` of an answer. */
const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  css: 'text/css; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webm: 'video/webm',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
  xml: 'application/xml; charset=utf-8',
};

/** The media type of a file by its name; null where that does not say. */
export function knownMediaType(path: string): string | null {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return TYPES[extension] ?? null;
}

/** The same; bytes without a name for what is unknown. */
export function mediaType(path: string): string {
  return knownMediaType(path) ?? 'application/octet-stream';
}

const COMPRESSIBLE = /^(?:text\/|image\/svg|application\/(?:json|xml|manifest))/;
/** Below this size, compressing costs more bytes and time than it saves. */
export const WORTH_COMPRESSING_BYTES = 1024;

/** Text, which becomes much smaller. Pictures, films and fonts are compressed already. */
export function isCompressible(type: string): boolean {
  return COMPRESSIBLE.test(type);
}
