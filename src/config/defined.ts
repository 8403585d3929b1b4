/** The settings that a person wrote, without those that were left open. */
export function defined<Settings extends object>(
  settings: Settings,
): { readonly [Key in keyof Settings]?: Exclude<Settings[Key], undefined> } {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as {
    [Key in keyof Settings]?: Exclude<Settings[Key], undefined>;
  };
}
