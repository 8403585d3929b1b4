import { escapeHtml, withoutControls } from '../content/markdown/html.ts';

export const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

/** An element with this text, on a line of its own. */
export function element(name: string, text: string): string {
  return `<${name}>${escapeHtml(withoutControls(text))}</${name}>\n`;
}
