import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Command {
  /** For messages. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

export interface Measurement {
  /** From before the process is started until it has ended. */
  readonly wallMs: number;
  /** Of the process and its children together; null where there is no `/proc`. */
  readonly peakBytes: number | null;
  readonly stdout: string;
}

/** Peaks are read this often: what is allocated in a process's last moments is missed. */
const POLL_MS = 10;

/**
 * Runs a command to its end.
 *
 * @throws Error with what the command wrote to standard error, when it fails
 */
export function measure({ name, file, args, cwd }: Command): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const peaks = new Map<number, number>();
    const poll = setInterval(() => child.pid && notePeaks(child.pid, peaks), POLL_MS);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let wallMs = 0;
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('exit', () => {
      wallMs = performance.now() - start;
      clearInterval(poll);
    });
    child.on('error', (error) => {
      clearInterval(poll);
      reject(new Error(`${name} cannot be run: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      if (code !== 0) {
        const messages = Buffer.concat(stderr).toString() || Buffer.concat(stdout).toString();
        reject(new Error(`${name} failed (${signal ?? `exit code ${code}`}):\n${messages}`));
        return;
      }
      const peakBytes = peaks.size === 0 ? null : sum(peaks.values());
      resolve({ wallMs, peakBytes, stdout: Buffer.concat(stdout).toString() });
    });
  });
}

/** Notes the peak of a process and of all that it has started, as the kernel counts them. */
function notePeaks(pid: number, peaks: Map<number, number>): void {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, Number(kilobytes) * 1024));
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
    for (const child of children) notePeaks(Number(child), peaks);
  } catch {
    // The process has ended, or this system has no /proc.
  }
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
