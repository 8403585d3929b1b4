import * as v from 'valibot';
import type { DeployConfig } from '../types/config.ts';
import { text, wholeNumber } from './theme-schema.ts';

/** What a program would take for an option. */
const argument = v.pipe(text, v.regex(/^[^-]/, 'must not begin with a hyphen'));
const endpoint = v.pipe(
  text,
  v.regex(
    /^https?:\/\/[^/@]+\/?$/i,
    'must be the address of a service, without a password: https://s3.example.org',
  ),
);
const prefix = v.pipe(
  v.string('must be text'),
  v.regex(/^(?:[\w.-]+(?:\/[\w.-]+)*)?$/, 'must be a path without slashes around it'),
);

/** Places to which the site is deployed, by name. */
export const DeploySchema = v.record(
  v.pipe(v.string(), v.regex(/^[\w-]+$/, 'must be letters, digits and hyphens')),
  v.variant(
    'type',
    [
      v.strictObject({ type: v.literal('folder'), path: text }),
      v.strictObject({
        type: v.literal('rsync'),
        host: argument,
        path: v.pipe(text, v.startsWith('/', 'must be a path from the root of that machine')),
        port: v.optional(wholeNumber(1, 65_535)),
        ssh: v.optional(v.array(text, 'must be a list of options of ssh')),
      }),
      v.strictObject({
        type: v.literal('git'),
        remote: v.optional(argument),
        branch: v.optional(
          v.pipe(argument, v.regex(/^[^\s~^:?*[\\]+$/, 'must be the name of a branch')),
        ),
        message: v.optional(text),
      }),
      v.strictObject({
        type: v.literal('s3'),
        bucket: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9.-]+$/, 'must be the name of a bucket')),
        endpoint: v.optional(endpoint),
        region: v.optional(text),
        prefix: v.optional(prefix),
      }),
    ],
    'must be "folder", "rsync", "git" or "s3"',
  ),
);

/** Fills in the defaults. */
export function resolveDeploy(
  user: v.InferInput<typeof DeploySchema>,
): Readonly<Record<string, DeployConfig>> {
  return Object.fromEntries(
    Object.entries(user).map(([name, target]) => [name, resolveTarget(target)]),
  );
}

function resolveTarget(target: v.InferInput<typeof DeploySchema>[string]): DeployConfig {
  switch (target.type) {
    case 'folder':
      return target;
    case 'rsync':
      return { ...target, port: target.port ?? null, ssh: target.ssh ?? [] };
    case 'git': {
      const { type, remote = 'origin', branch = 'gh-pages', message = 'Publish the site' } = target;
      return { type, remote, branch, message };
    }
    case 's3': {
      const { endpoint: address = null, prefix: folder = '' } = target;
      // Services other than Amazon's know one region, and call it so.
      const region = target.region ?? (address === null ? 'us-east-1' : 'auto');
      return { ...target, endpoint: address, region, prefix: folder };
    }
  }
}
