/** The public API of Broadsheet. */
export {
  type Builder,
  type BuildReport,
  type BuildRequest,
  createBuilder,
  type Effects,
} from './builder.ts';
export { loadConfig } from './config/load.ts';
export { defineConfig, type UserConfig } from './config/schema.ts';
export { BroadsheetError } from './errors/problem.ts';
export { openDiskOutput } from './output/disk.ts';
export { openMemoryOutput } from './output/memory.ts';
export type { OutputPath, SourcePath, UrlPath } from './paths.ts';
export type { Config } from './types/config.ts';
export type { Asset, Page, PlannedFile, TextFile } from './types/page.ts';
export type { Plugin, PluginTools } from './types/plugin.ts';
export type { Problem } from './types/problem.ts';
export type { Site } from './types/site.ts';
export type * from './types/views.ts';
