import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { inParallel, TransientError, withRetries } from '../retry.ts';
import type { Target } from '../target.ts';

interface S3Options {
  readonly bucket: string;
  /** Of another service than Amazon's: `https://<account>.r2.cloudflarestorage.com`. */
  readonly endpoint: string | null;
  readonly region: string;
  /** A folder in the bucket, without slashes around it; may be empty. */
  readonly prefix: string;
}

export interface S3Secrets {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Requests under way at one time. */
const LANES = 12;

/**
 * A bucket of a service that speaks S3: Amazon, Cloudflare R2, Backblaze B2, MinIO. A file that is put takes the place of
 * the old one at once. See https://docs.aws.amazon.com/AmazonS3/latest/API/.
 */
export function s3Target(
  { bucket, endpoint, region, prefix }: S3Options,
  secrets: S3Secrets,
): Target {
  const { accessKeyId, secretAccessKey, sessionToken } = secrets;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    service: 's3',
    region,
    // We know better what is worth another try.
    retries: 0,
  });
  const host = endpoint ?? `https://s3.${region}.amazonaws.com`;
  const top = `${host.replace(/\/+$/, '')}/${bucket}`;
  const keyOf = (path: string) => (prefix === '' ? path : `${prefix}/${path}`);
  const addressOf = (path: string) => `${top}/${keyOf(path).split('/').map(encodeKey).join('/')}`;

  /** Null where there is nothing. */
  function request(address: string, init: RequestInit = {}): Promise<Buffer | null> {
    return withRetries(async () => {
      let response: Response;
      let body: Buffer;
      try {
        response = await client.fetch(address, init);
        body = Buffer.from(await response.arrayBuffer());
      } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        throw new TransientError(cause instanceof Error ? cause.message : String(cause));
      }
      if (response.ok) return body;
      if (response.status === 404) return null;
      const reason = `${response.status} ${codeIn(body.toString('utf8'))}`.trim();
      const isTransient = response.status >= 500 || response.status === 429;
      throw isTransient ? new TransientError(reason, pauseIn(response)) : new Error(reason);
    });
  }

  return {
    description: `the bucket ${bucket}${prefix === '' ? '' : `/${prefix}`}`,
    // The ETag of an object that was put in one piece.
    hashOf: (content) => createHash('md5').update(content).digest('hex'),
    async list() {
      const there = new Map<string, string>();
      let token = '';
      do {
        const query = new URLSearchParams({ 'list-type': '2', 'encoding-type': 'url' });
        if (prefix !== '') query.set('prefix', `${prefix}/`);
        if (token !== '') query.set('continuation-token', token);
        const answer = await request(`${top}?${query}`);
        if (answer === null) throw new Error(`there is no bucket ${bucket}`);
        const xml = answer.toString('utf8');
        for (const [, item = ''] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
          const key = decodeURIComponent(textIn(item, 'Key').replaceAll('+', ' '));
          const path = prefix === '' ? key : key.slice(prefix.length + 1);
          there.set(
            path,
            textIn(item, 'ETag')
              .replace(/&quot;|"/g, '')
              .toLowerCase(),
          );
        }
        token = textIn(xml, 'NextContinuationToken');
      } while (token !== '');
      return there;
    },
    read: (path) => request(addressOf(path)),
    put: (uploads, onDone) =>
      inParallel(uploads, LANES, async ({ path, read, contentType, headers }) => {
        const cacheControl = headers['Cache-Control'];
        const answer = await request(addressOf(path), {
          method: 'PUT',
          body: new Uint8Array(read()),
          headers: {
            'Content-Type': contentType,
            ...(cacheControl === undefined ? {} : { 'Cache-Control': cacheControl }),
          },
        });
        if (answer === null) throw new Error(`there is no bucket ${bucket}`);
        onDone(1);
      }),
    remove: (paths) =>
      inParallel(paths, LANES, async (path) => {
        await request(addressOf(path), { method: 'DELETE' });
      }),
  };
}

/** RFC 9110, section 10.2.3: seconds, or a moment, which services of this kind do not send. */
function pauseIn({ headers }: Response): number {
  const seconds = Number(headers.get('Retry-After') ?? 0);
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0;
}

/** As S3 wants it in a signature: RFC 3986, with nothing left over. */
function encodeKey(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function textIn(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
  return text.replaceAll('&amp;', '&');
}

/** What the service calls the error; its words may repeat what was sent. */
function codeIn(xml: string): string {
  return textIn(xml, 'Code');
}
