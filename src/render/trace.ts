import { digest } from '../hash.ts';
import { fingerprint } from '../site/key.ts';
import type { Queries, RecordedTrace, Trace } from '../types/query.ts';
import type { TemplateFiles } from './template-files.ts';

/** Finds out what traces lead to. Thousands of pages share a trace. */
export interface Tracer {
  /** A hash of what the trace leads to now. While it stays the same, so do the bytes of a page whose key stays the same. */
  keyOf(trace: Trace): string;
  /** One object for all equal traces. */
  record(trace: Trace): RecordedTrace;
}

export function createTracer(templates: TemplateFiles, queries: Queries): Tracer {
  const keys = new Map<Trace, string>();
  const recorded = new Map<string, RecordedTrace>();
  function keyOf(trace: Trace): string {
    let key = keys.get(trace);
    if (key === undefined) {
      const names = trace.templates.map((name) => `${name} ${templates.get(name)?.hash ?? null}`);
      const answers = trace.questions.map((question) => fingerprint(queries(question)));
      key = digest([...names, ...answers].join('\n'));
      keys.set(trace, key);
    }
    return key;
  }
  return {
    keyOf,
    record({ templates: names, questions }) {
      const text = JSON.stringify([names, questions]);
      let trace = recorded.get(text);
      if (trace === undefined) {
        const plain = { templates: names, questions };
        trace = { ...plain, key: keyOf(plain) };
        recorded.set(text, trace);
      }
      return trace;
    },
  };
}
