import type { Threads } from '../render/threads.ts';

/** Work below this many files is done before threads have started. */
const WORTHWHILE = 400;

/** Threads for whoever has enough work for them; they are started when somebody does. */
export class Crew {
  readonly #count: number;
  #threads: Threads | null = null;

  constructor(count: number) {
    this.#count = count;
  }

  /** Null when the work is better done here. */
  async for(files: number): Promise<Threads | null> {
    if (this.#count < 2 || (files < WORTHWHILE && this.#threads === null)) return null;
    const { Threads } = await import('../render/threads.ts');
    this.#threads ??= new Threads(this.#count);
    return this.#threads;
  }

  /** Has the threads that were started get ready to make pages, while this one plans them. */
  prepare(): void {
    this.#threads?.prepare();
  }

  async dismiss(): Promise<void> {
    await this.#threads?.close();
  }
}
