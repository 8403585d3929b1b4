import type { Plugin, ResolvedConfig } from '../types/plugin.ts';
import { redirects } from './redirects.ts';

/** Broadsheet's own plugins, as far as a site wants them, and then the site's. */
export function pluginsOf({ plugins }: ResolvedConfig): readonly Plugin[] {
  return [redirects, ...plugins];
}
