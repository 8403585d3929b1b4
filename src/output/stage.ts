import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cannotWrite } from '../errors/output.ts';
import { digest } from '../hash.ts';
import type { OutputPath } from '../paths.ts';
import { statOf } from './folder.ts';

/** A file that is whole and where it belongs. */
export interface Written {
  readonly hash: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** A file that is whole, and either where it belongs already, or waiting for the commit. */
export interface Delivered extends Written {
  readonly isStaged: boolean;
}

/** What is known of the place of a file that is about to be made. */
export interface Place {
  /** The file there, as we wrote it. */
  readonly known: Written | null;
  /** There may be a file that we do not know. */
  readonly mayHold: boolean;
}

/** Where files wait for the commit, and where they will go. Plain data: any thread may write into it. */
export interface StageFolder {
  /** Absolute; it has the shape of the output folder. */
  readonly stage: string;
  readonly out: string;
  /** The output folder as people know it, for messages. */
  readonly shown: string;
}

/** Writes files into the stage. Remembers the folders that it made, so that a file costs as few calls as can be. */
export class Stager {
  readonly #folder: StageFolder;
  readonly #made = new Set<string>();
  #scratch = Buffer.alloc(0);

  constructor(folder: StageFolder) {
    this.#folder = folder;
  }

  /**
   * Files whose bytes did not change are not touched.
   *
   * @throws BroadsheetError when the disk refuses
   */
  deliver(path: OutputPath, content: string | Buffer, { known, mayHold }: Place): Delivered {
    const bytes = typeof content === 'string' ? this.#encode(content) : content;
    const hash = digest(bytes);
    if (known?.hash === hash) return { ...known, isStaged: false };
    const there = mayHold && known === null ? this.#adopt(path, bytes, hash) : null;
    if (there !== null) return { ...there, isStaged: false };
    const file = this.place(path, (target) => writeFileSync(target, bytes));
    const { size, mtimeMs } = statSync(file);
    return { hash, size, mtimeMs, isStaged: true };
  }

  /** UTF-8, until the next call: pages come and go too fast to leave each of them to the collector. */
  #encode(text: string): Buffer {
    if (this.#scratch.length < text.length * 3)
      this.#scratch = Buffer.allocUnsafeSlow(text.length * 4);
    return this.#scratch.subarray(0, this.#scratch.write(text));
  }

  /** Has a file written at its place in the stage, and returns that place. */
  place(path: OutputPath, write: (file: string) => void): string {
    const { stage, shown } = this.#folder;
    const file = `${stage}/${path}`;
    try {
      const folder = file.slice(0, file.lastIndexOf('/'));
      if (!this.#made.has(folder)) {
        mkdirSync(folder, { recursive: true });
        this.#made.add(folder);
      }
      write(file);
    } catch (error) {
      throw cannotWrite(join(shown, path), error);
    }
    return file;
  }

  /** The file that is already published, when it has exactly these bytes. */
  #adopt(path: OutputPath, bytes: Buffer, hash: string): Written | null {
    const file = join(this.#folder.out, path);
    const stat = statOf(file);
    if (!stat?.isFile() || stat.size !== bytes.length) return null;
    if (digest(readFileSync(file)) !== hash) return null;
    return { size: stat.size, mtimeMs: stat.mtimeMs, hash };
  }
}
