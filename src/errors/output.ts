import type { Problem } from '../types/problem.ts';
import { BroadsheetError, EXIT } from './problem.ts';

function outputError(code: string, message: string, hint: string, file?: string): Problem {
  return { code, severity: 'error', message, hint, ...(file === undefined ? {} : { file }) };
}

export function refusedOutput(out: string, why: string): BroadsheetError {
  return new BroadsheetError(
    [
      outputError(
        'bad-out',
        `The site cannot be written to "${out}": ${why}.`,
        'Choose a folder of its own, such as --out dist.',
      ),
    ],
    EXIT.usage,
  );
}

export function locked(holder: string): BroadsheetError {
  return new BroadsheetError(
    [
      outputError(
        'locked',
        `Another build of this site is running (${holder}).`,
        'Wait until it ends, then run the command again.',
      ),
    ],
    EXIT.locked,
  );
}

export function blockedPath(path: string, what: string): Problem {
  return outputError(
    'blocked-path',
    `"${path}" cannot be written: ${what} that Broadsheet did not make stands in the way.`,
    'Move it away, then build again.',
    path,
  );
}

export function foreignFiles(out: string, paths: readonly string[]): Problem {
  const named = paths.slice(0, 5).join(', ');
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  return {
    code: 'foreign-files',
    severity: 'warning',
    message: `${out} holds files that Broadsheet did not write; they stay: ${named}${more}.`,
    hint: 'They are published with the site. What belongs there goes into public/; what does not, delete.',
  };
}

export function replacedFiles(out: string, paths: readonly string[]): Problem {
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  return {
    code: 'replaced-files',
    severity: 'warning',
    message: `${out} held files that Broadsheet did not know, where files of the site belong; they were replaced: ${paths.slice(0, 5).join(', ')}${more}.`,
    hint: 'This is expected after the folder .broadsheet/ was lost. What you made by hand belongs into public/.',
  };
}

export function sourceChanged(source: string): Problem {
  return outputError(
    'source-changed',
    'This file was changed while the site was being built.',
    'Nothing was published. Build again.',
    source,
  );
}

export function interruptedCommit(out: string, error: unknown): BroadsheetError {
  return new BroadsheetError([
    outputError(
      'interrupted-commit',
      `Publishing to ${out} stopped half-way: ${describeSystemError(error)}.`,
      'Every file is whole, but some are new and some are old. Mend the cause and build again: it carries on where it stopped.',
    ),
  ]);
}

export function cannotWrite(path: string, error: unknown): BroadsheetError {
  return new BroadsheetError([
    outputError(
      'cannot-write',
      `"${path}" cannot be written: ${describeSystemError(error)}.`,
      'Nothing was published; the site is as it was.',
      path,
    ),
  ]);
}

export function cannotRead(path: string, error: unknown): Problem {
  return outputError(
    'cannot-read',
    `This cannot be read: ${describeSystemError(error)}.`,
    'Check that it exists and that you may read it.',
    path,
  );
}

export function symlink(path: string): Problem {
  return {
    code: 'symlink',
    severity: 'warning',
    file: path,
    message:
      'This is a symbolic link; Broadsheet does not follow it, so what it leads to is not published.',
    hint: 'Copy the file or folder here.',
  };
}

export function notAFolder(path: string): Problem {
  return outputError(
    'not-a-folder',
    `"${path}" is a file; it must be a folder.`,
    'Rename the file.',
    path,
  );
}

export function linkedFolder(path: string): Problem {
  return outputError(
    'symlink',
    `The folder "${path}" is a symbolic link that leads out of the site.`,
    'Put the folder itself here, or make the site where it is.',
    path,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EACCES: 'you do not have the permission',
  EPERM: 'you do not have the permission',
  EROFS: 'the disk is read-only',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands where a file is needed',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
};

function describeSystemError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? error.message;
}
