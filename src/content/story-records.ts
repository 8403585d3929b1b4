import * as errors from '../errors/story.ts';
import {
  CORRECTION_KINDS,
  type Copy,
  type Correction,
  type Pin,
  type StoryImage,
} from '../types/story.ts';
import { isLocalReference, undoEscapes } from './body.ts';
import { type Fields, type Found, isTable } from './fields.ts';
import type { KeyPath } from './front-matter.ts';
import { NAMES } from './keys.ts';

export function readCorrections(fields: Fields): Correction[] {
  const found = fields.find(NAMES.corrections);
  if (found === null) return [];
  const corrections = Array.isArray(found.value)
    ? found.value.map((item, index) => readCorrection(fields, ['corrections', index], item))
    : [readCorrection(fields, ['corrections'], found.value)];
  return corrections.filter((correction) => correction !== null);
}

function readCorrection(fields: Fields, path: KeyPath, item: Found['value']): Correction | null {
  if (!isTable(item)) {
    const found = { path, value: item, native: true };
    fields.report(errors.wrongType, found, 'a list of {date, kind, text}');
    return null;
  }
  const part = (key: 'date' | 'kind' | 'text'): Found | null => {
    const value = item[key];
    if (value !== undefined && value !== null && !isBlank(value))
      return { path: [...path, key], value, native: true };
    if (key !== 'kind') fields.problems.push(errors.missingCorrection(fields.locate(path), key));
    return null;
  };
  const date = part('date');
  const kind = part('kind');
  const text = part('text');
  if (date === null || text === null) return null;
  const instant = fields.instantOf(date);
  const chosen = kind === null ? 'correction' : fields.choice(kind, CORRECTION_KINDS);
  const words = fields.textOf(text);
  return instant && chosen && words ? { date: instant, kind: chosen, text: words } : null;
}

function isBlank(value: Found['value']): boolean {
  return typeof value === 'string' && value.trim() === '';
}

/** `pin: lead`, or `pin: {slot: lead, until: 2026-03-01 18:00}`. */
export function readPin(fields: Fields): Pin | null {
  const found = fields.find(NAMES.pin);
  if (found === null || found.value === false) return null;
  // Themes of other generators keep a post on top of their lists with it.
  if (found.value === true) return fields.imported ? null : { slot: 'lead', until: null };
  if (!isTable(found.value)) {
    const slot = fields.textOf(found);
    return slot === null ? null : { slot, until: null };
  }
  const { slot, until } = found.value;
  if (typeof slot !== 'string' || slot.trim() === '') {
    fields.report(errors.wrongType, found, 'a slot of the front page, or {slot, until}');
    return null;
  }
  if (until === undefined || until === null) return { slot: slot.trim(), until: null };
  const path = [...found.path, 'until'];
  // A pin whose end cannot be read would stay for ever.
  const instant = fields.instantOf({ path, value: until, native: true, strict: true });
  return instant === null ? null : { slot: slot.trim(), until: instant };
}

/** A picture's place and its words, which go different ways. */
export function readImage(fields: Fields): { image: StoryImage; words: Copy['image'] } | null {
  const found = fields.find(NAMES.image);
  if (found === null || found.value === false) return null;
  const value = Array.isArray(found.value) ? found.value[0] : found.value;
  if (value === undefined) return null;
  if (typeof value === 'string') {
    return {
      image: { src: pathOf(value), rightsExpire: null },
      words: { alt: null, caption: null, credit: null, focus: null },
    };
  }
  const src = isTable(value) ? (value.src ?? value.url ?? value.path ?? value.image) : undefined;
  if (!isTable(value) || typeof src !== 'string' || src === '') {
    fields.report(errors.wrongType, found, 'the path of a picture, or {src, alt, caption, credit}');
    return null;
  }
  const text = (key: string) =>
    typeof value[key] === 'string' && value[key] !== '' ? value[key] : null;
  const rights = value.rightsExpire ?? null;
  const path = [...found.path, 'rightsExpire'];
  const rightsExpire =
    rights === null ? null : fields.instantOf({ path, value: rights, native: true, strict: true });
  return {
    image: { src: pathOf(src), rightsExpire },
    words: {
      alt: text('alt'),
      caption: text('caption'),
      credit: text('credit'),
      focus: text('focus'),
    },
  };
}

/** A file beside the story may be written as markdown has it: `my%20map.svg`. */
function pathOf(src: string): string {
  return isLocalReference(src) ? undoEscapes(src) : src;
}
