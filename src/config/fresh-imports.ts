/*
 * Hooks of Node's module loader, which run in a thread of their own. Node keeps every module that it has imported, by its
 * address; here the modules of a configuration get an address that is new each time the configuration is loaded.
 */

interface Resolution {
  readonly url: string;
}

let own = '';

/** @param folder address of the folder of Broadsheet's own modules, which stay as they are */
export function initialize(folder: string): void {
  own = folder;
}

/** What is imported by a fresh module, or by the loader of TypeScript, is fresh; packages are not. */
export async function resolve(
  specifier: string,
  context: { readonly parentURL?: string },
  next: (specifier: string, context: object) => Promise<Resolution>,
): Promise<Resolution> {
  const found = await next(specifier, context);
  const { url } = found;
  if (!url.startsWith('file:') || url.includes('/node_modules/') || url.startsWith(own))
    return found;
  const stamp = stampFor(context.parentURL ?? '');
  return stamp === null || url.includes('?') ? found : { ...found, url: `${url}?at=${stamp}` };
}

function stampFor(parent: string): string | null {
  const inherited = /\?at=(\d+)$/.exec(parent)?.[1];
  return inherited ?? (parent.endsWith('/jiti/lib/jiti.mjs') ? String(Date.now()) : null);
}
