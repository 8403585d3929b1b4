import type { OutputPath } from '../paths.ts';
import type { Manifest, ManifestEntry } from '../types/manifest.ts';
import type { Problem } from '../types/problem.ts';
import type { RecordedTrace } from '../types/query.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';

const FORMAT = 'broadsheet-manifest-1';

/** Path, key, hash, size, time, index of the trace, warnings. */
type Row = readonly [string, string, string, number, number, number, readonly Problem[]];
interface Stored {
  /** Most pages share a few traces: rows refer to them by index, -1 for none. */
  readonly traces: readonly RecordedTrace[];
  readonly files: readonly Row[];
}

export function readManifest(path: string): Manifest {
  const stored = readEnvelope(path, FORMAT) as Stored | null;
  if (stored === null) return new Map();
  return new Map(
    stored.files.map(
      ([name, key, hash, size, mtimeMs, trace, warnings]): [OutputPath, ManifestEntry] => [
        name as OutputPath,
        { key, hash, size, mtimeMs, trace: stored.traces[trace] ?? null, warnings },
      ],
    ),
  );
}

export function writeManifest(path: string, manifest: Manifest): void {
  const indexes = new Map<string, number>();
  const traces: RecordedTrace[] = [];
  const indexOf = (trace: RecordedTrace | null): number => {
    if (trace === null) return -1;
    const text = JSON.stringify(trace);
    let index = indexes.get(text);
    if (index === undefined) {
      index = traces.push(trace) - 1;
      indexes.set(text, index);
    }
    return index;
  };
  const files = [...manifest].map(
    ([name, { key, hash, size, mtimeMs, trace, warnings }]): Row => [
      name,
      key,
      hash,
      size,
      mtimeMs,
      indexOf(trace),
      warnings,
    ],
  );
  writeEnvelope(path, FORMAT, { traces, files } satisfies Stored);
}
