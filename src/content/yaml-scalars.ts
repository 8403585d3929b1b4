/**
 * What a text without quotes means in front matter. YAML 1.2, but only what prints back to the same characters is a
 * number: `2026` is one, `010`, `1.10`, `10:30` and `2026-01-02` stay the text that a reporter typed.
 */
export function scalarOf(text: string): string | number | boolean | null {
  if (isNull(text)) return null;
  if (isBoolean(text)) return text.toLowerCase() === 'true';
  return isNumber(text) ? Number(text) : text;
}

export function isNull(text: string): boolean {
  return /^(?:~|null|Null|NULL|)$/.test(text);
}

export function isBoolean(text: string): boolean {
  return /^(?:true|True|TRUE|false|False|FALSE)$/.test(text);
}

export function isNumber(text: string): boolean {
  return /^-?\d/.test(text) && String(Number(text)) === text && Number.isFinite(Number(text));
}
