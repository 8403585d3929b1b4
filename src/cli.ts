#!/usr/bin/env node
import module from 'node:module';

/** Since Node 22.8: what was compiled once is not compiled again by the next command. */
interface CompileCache {
  enableCompileCache?(): unknown;
}
(module as CompileCache).enableCompileCache?.();

await import('./cli/main.ts');
