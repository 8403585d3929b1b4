import { hash } from 'node:crypto';

/** 132 bits of SHA-256 in 22 characters: enough that two files of an archive never share one by chance. */
export function digest(data: string | Buffer): string {
  return hash('sha256', data, 'base64url').slice(0, 22);
}
