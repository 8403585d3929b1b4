/** True for a code block that begins with a fence and ends without one. */
export function isUnclosed(raw: string): boolean {
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(raw)?.[1];
  if (fence === undefined) return false;
  const [, ...lines] = raw.trimEnd().split('\n');
  const last = /^ {0,3}([`~]+)$/.exec(lines.at(-1) ?? '')?.[1] ?? '';
  return !(last.startsWith(fence) && last === fence.charAt(0).repeat(last.length));
}
