import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { locked } from '../errors/output.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as the system counts it; null where it cannot be told. */
  readonly started: string | null;
}

/**
 * Takes the lock of a site. The lock of a process that no longer runs is taken over.
 *
 * @returns releases the lock; may be called twice
 * @throws BroadsheetError (exit 3) while another build runs
 */
export function takeLock(path: string): () => void {
  const holder: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const content = JSON.stringify(holder);
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(path, content)) {
      return () => {
        if (read(path) === content) rmSync(path, { force: true });
      };
    }
    const text = read(path);
    if (text === null) continue;
    const other = parse(text);
    if (other && isRunning(other)) throw locked(`process ${other.pid} on ${other.host}`);
    removeStale(path, text);
  }
  throw locked('it could not be told which');
}

/** The lock appears with its content at once: an empty one would look like that of a dead build. */
function create(path: string, content: string): boolean {
  const own = `${path}.${process.pid}.new`;
  writeFileSync(own, content);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Moves a stale lock away. Two builds may find the same stale lock, and the slower one would move away the new lock
 * of the faster: what was moved is compared, and put back if it is not the stale one.
 */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== stale) {
    try {
      linkSync(aside, path);
    } catch {
      // A third build has taken the lock meanwhile.
    }
  }
  rmSync(aside, { force: true });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): Holder | null {
  try {
    const holder = JSON.parse(text);
    return typeof holder?.pid === 'number' ? holder : null;
  } catch {
    return null;
  }
}

function isRunning({ pid, host, started }: Holder): boolean {
  // On another machine (a shared folder) nothing can be asked: the lock counts.
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // Process ids are used again, in containers nearly always.
  return started === null || startOf(pid) === started;
}

/** Field 22 of /proc/<pid>/stat (proc(5)); the name in field 2 may contain spaces. */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
