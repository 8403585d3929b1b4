import { digest } from '../hash.ts';
import type { OutputPath, SourcePath } from '../paths.ts';
import type { Config } from '../types/config.ts';
import type { PlannedFile, Size, ThemeAssets } from '../types/page.ts';
import type { Hrefs } from '../types/plugin.ts';
import type { Furniture } from './site-view.ts';

interface Materials {
  readonly config: Config;
  readonly assets: ThemeAssets;
  readonly publicFiles: readonly SourcePath[];
  readonly sizes: ReadonlyMap<SourcePath, Size>;
  readonly hrefs: Hrefs;
}

/** A style sheet of the site's own, which is part of the theme's and not published by itself. */
export const CUSTOM_STYLES = 'public/custom.css' as SourcePath;
const MANIFEST = 'manifest.webmanifest' as OutputPath;
const ICONS = ['/favicon.svg', '/favicon.ico', '/favicon.png'];
const TOUCH_ICON = '/apple-touch-icon.png';

/** What stands around every page: style sheet, script, icons and the web manifest. */
export function planFurniture({ config, assets, publicFiles, sizes, hrefs }: Materials): {
  readonly furniture: Furniture;
  readonly files: readonly PlannedFile[];
} {
  const { href } = hrefs;
  const published = new Set<string>(publicFiles);
  const publicHref = (url: string) => (published.has(`public${url}`) ? href(url) : null);
  const styles = assets.styles === null ? null : fingerprinted('site', 'css', assets.styles);
  const script = assets.script === null ? null : fingerprinted('site', 'js', assets.script);
  const feedStyles =
    assets.feedStyles === null ? null : fingerprinted('feed', 'css', assets.feedStyles);
  const files = [styles, script, feedStyles].filter((file) => file !== null);
  for (const { url, file } of assets.fonts) {
    files.push({
      type: 'asset',
      path: url.slice(1) as OutputPath,
      phase: 'asset',
      origin: 'the font of the theme',
      owner: null,
      source: file as SourcePath,
    });
  }
  if (!published.has(`public/${MANIFEST}`)) {
    files.push({
      type: 'text',
      path: MANIFEST,
      phase: 'asset',
      origin: 'the web manifest',
      owner: null,
      text: manifestOf(config, { publicFiles, sizes, hrefs }),
    });
  }
  const icon = ICONS.find((url) => publicHref(url) !== null);
  const { web } = config.theme.fonts;
  return {
    furniture: {
      stylesheet: styles === null ? null : href(`/${styles.path}`),
      script: script === null ? null : href(`/${script.path}`),
      feedStyles: feedStyles === null ? null : href(`/${feedStyles.path}`),
      font: web?.faces[0] === undefined ? null : href(web.faces[0].url),
      icon: icon === undefined ? null : href(icon),
      touchIcon: publicHref(TOUCH_ICON),
      manifest: href(`/${MANIFEST}`),
    },
    files,
  };
}

/** A file whose name changes with its text, so that hosts and browsers may keep it for ever. */
function fingerprinted(
  name: string,
  extension: string,
  { text, origin }: NonNullable<ThemeAssets['script']>,
): PlannedFile {
  const path =
    `assets/${name}.${digest(text).slice(0, 10).toLowerCase()}.${extension}` as OutputPath;
  return { type: 'text', path, phase: 'asset', origin, owner: null, text };
}

/** https://www.w3.org/TR/appmanifest/ */
function manifestOf(
  { title, description, language, direction, theme }: Config,
  { publicFiles, sizes, hrefs: { href } }: Pick<Materials, 'publicFiles' | 'sizes' | 'hrefs'>,
): string {
  const icons = publicFiles
    .filter((file) => /^public\/(?:icon-[\w-]+\.png|favicon\.svg)$/.test(file))
    .map((file) => {
      const src = href(file.slice('public'.length));
      if (file.endsWith('.svg')) return { src, type: 'image/svg+xml', sizes: 'any' };
      const size = sizes.get(file);
      return size && { src, type: 'image/png', sizes: `${size.width}x${size.height}` };
    })
    .filter((icon) => icon !== undefined);
  const manifest = {
    name: title,
    short_name: theme.masthead.name,
    ...(description === null ? {} : { description }),
    lang: language,
    dir: direction,
    start_url: href('/'),
    scope: href('/'),
    display: 'minimal-ui',
    background_color: theme.colors.light.paper,
    theme_color: theme.colors.light.paper,
    icons,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
