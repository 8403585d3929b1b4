import { BroadsheetError } from '../errors/problem.ts';
import { pluginFailed } from '../errors/site.ts';
import { type Part, part, type Recipe } from '../part.ts';
import type { Hrefs, Plugin } from '../types/plugin.ts';
import type { HeadSubject, HeadView } from '../types/views.ts';
import { describe, fingerprint, resolveParts } from './key.ts';

/** Makes what plugins add to the head of a page that is about this. */
export type HeadOf = (subject: Recipe<HeadSubject>) => Recipe<HeadView>;

/** The head of a page to which nobody adds anything. */
export const EMPTY_HEAD: HeadView = Object.freeze({ meta: [], links: [], jsonLd: [] });

/** Joins what plugins write into heads. Nothing of it is made before its page is. */
export function createHeadOf(plugins: readonly Plugin[], hrefs: Hrefs): HeadOf {
  const writers = plugins.filter(({ head }) => head !== undefined);
  if (writers.length === 0) return () => EMPTY_HEAD;
  const own = fingerprint([
    writers.map(({ name, version, head }) => [name, version, String(head)]),
    // Plugins make addresses with this.
    hrefs.absolute('/'),
  ]);
  return (subject): Part<HeadView> =>
    part(`${own} ${describe(subject)}`, () => {
      const made = resolveParts(subject, (each) => each.value) as HeadSubject;
      const heads = writers.map((plugin) => headBy(plugin, made, hrefs));
      return {
        meta: heads.flatMap(({ meta = [] }) => meta),
        links: heads.flatMap(({ links = [] }) => links),
        jsonLd: heads.flatMap(({ jsonLd = [] }) => jsonLd),
      };
    });
}

/** @throws BroadsheetError that names the plugin */
function headBy({ name, head }: Plugin, subject: HeadSubject, hrefs: Hrefs): Partial<HeadView> {
  try {
    return head?.(subject, hrefs) ?? {};
  } catch (error) {
    throw new BroadsheetError([pluginFailed(name, error)]);
  }
}
