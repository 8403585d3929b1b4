import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** `import … from './x'`, `export … from './x'`, `import './x'`, `import('./x')`, `require('./x')`. */
const LOCAL_IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;
const ENDINGS = ['', '.ts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];

/**
 * Absolute paths of a configuration, also of one that does not exist, and of every file of the site that it imports,
 * and those import: a plugin of the site's own, for example. What a comment imports is found, too; that does no harm.
 */
export function filesOfConfig(path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [path];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, , specifier = ''] of textOf(file).matchAll(LOCAL_IMPORT)) {
      const target = resolve(dirname(file), specifier);
      const names = ENDINGS.map((ending) => target + ending);
      // TypeScript writes the name of what it will become.
      names.push(target.replace(/\.(m?)js$/, '.$1ts'));
      const hit = names.find((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
      if (hit !== undefined) waiting.push(hit);
    }
  }
  return found;
}

/** Nothing of a file that is gone or cannot be read: whoever loads the configuration says so. */
function textOf(file: string): string {
  try {
    return file.endsWith('.json') ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
