import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type Environment = Readonly<Record<string, string | undefined>>;

interface RunOptions {
  readonly cwd?: string;
  /** All of it; without, the program has that of this process. */
  readonly env?: Environment;
  /** What the program reads; made as it reads. */
  readonly input?: Iterable<string | Buffer>;
}

/** How a program ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program, without a shell. @throws Error when it is not there */
export function run(
  program: string,
  args: readonly string[],
  { cwd, env, input = [] }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: 'pipe' });
    const out: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      reject(isMissing ? new Error(`this machine has no ${program}`) : error);
    });
    child.on('close', (code) =>
      resolve({
        status: code ?? 1,
        stdout: Buffer.concat(out),
        stderr: withoutPasswords(stderr.trim()),
      }),
    );
    // A program that ends before it has read everything says why by its status.
    pipeline(Readable.from(input, { objectMode: false }), child.stdin).catch(() => {});
  });
}

/** Runs a program that must succeed. @throws Error with the last line of what it said */
export async function runWell(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Buffer> {
  const { status, stdout, stderr } = await run(program, args, options);
  if (status === 0) return stdout;
  throw new Error(lastLine(stderr) || `${program} ended with status ${status}`);
}

/** Addresses may hold passwords, which are never printed. */
export function withoutPasswords(text: string): string {
  return text.replace(/([a-z][a-z+.-]*:\/\/)[^\s/]*@/gi, '$1');
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
