import { missingSecret } from '../errors/deploy.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';
import type { DeployConfig } from '../types/config.ts';
import type { Environment } from './run.ts';
import type { Target } from './target.ts';
import { folderTarget } from './targets/folder.ts';
import { gitTarget } from './targets/git.ts';
import { rsyncTarget } from './targets/rsync.ts';
import { s3Target } from './targets/s3.ts';

interface Surroundings {
  /** Absolute path of the site. */
  readonly root: string;
  /** Milliseconds since 1970. */
  readonly clock: number;
  /** Secrets come from the environment, and from nowhere else. */
  readonly env: Environment;
}

/**
 * Makes ready to deploy to a place that the configuration names.
 *
 * @throws BroadsheetError (exit 2) when a secret is missing
 */
export function createTarget(config: DeployConfig, { root, clock, env }: Surroundings): Target {
  switch (config.type) {
    case 'folder':
      return folderTarget(root, config);
    case 'rsync':
      return rsyncTarget(config);
    case 'git':
      return gitTarget(config, { root, clock, env });
    case 's3': {
      const [accessKeyId, secretAccessKey] = secrets(env);
      return s3Target(config, {
        accessKeyId,
        secretAccessKey,
        sessionToken: env.AWS_SESSION_TOKEN,
      });
    }
  }
}

function secrets(env: Surroundings['env']): readonly [string, string] {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new BroadsheetError([missingSecret(missing)], EXIT.usage);
  return [env[names[0]] ?? '', env[names[1]] ?? ''];
}
