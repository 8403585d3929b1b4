/** A list cut into pages that hardly ever change. */
export interface Pages<Item> {
  /** The front of the list: its newest part, one page long or nearly two. */
  readonly head: readonly Item[];
  /** Full pages, the oldest first: page 1 holds the oldest items and never changes once it is full. */
  readonly full: readonly (readonly Item[])[];
}

/**
 * Cuts a list (newest first) into pages numbered from the oldest. A new item changes the head alone; when the head
 * would reach two pages, its older half becomes the next full page.
 */
export function paginate<Item>(items: readonly Item[], size: number): Pages<Item> {
  const count = Math.max(0, Math.floor(items.length / size) - 1);
  const full: (readonly Item[])[] = [];
  for (let page = 0; page < count; page++) {
    const end = items.length - page * size;
    full.push(items.slice(end - size, end));
  }
  return { head: items.slice(0, items.length - count * size), full };
}
