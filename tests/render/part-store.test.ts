import { expect, test } from 'vitest';
import { part, sharedPart } from '../../src/part.ts';
import { PartReader, PartStore } from '../../src/render/part-store.ts';

const same = (value: unknown) => value;

test('a view arrives as it was, whatever stands in it', () => {
  const card = sharedPart('1', () => ({ headline: 'A “card”' }));
  const view = {
    site: sharedPart('2', () => ({ title: 'News' })),
    story: part('3', () => ({ extra: { $: 1, kind: 'part' } })),
    related: [card, card],
    nested: { list: [{ card }] },
    empty: [],
    absent: null,
  };
  const { views, store } = new PartStore().pack([view]);
  expect(new PartReader().unpack(views[0] ?? [], store, same)).toEqual({
    site: { title: 'News' },
    story: { extra: { $: 1, kind: 'part' } },
    related: [{ headline: 'A “card”' }, { headline: 'A “card”' }],
    nested: { list: [{ card: { headline: 'A “card”' } }] },
    empty: [],
    absent: null,
  });
});

test('more than a store holds goes on in another one, and what no store holds travels by itself', () => {
  const cards = Array.from({ length: 60 }, (_, i) =>
    sharedPart(String(i), () => ({ i, text: 'x'.repeat(400_000) })),
  );
  const huge = sharedPart('huge', () => 'y'.repeat(9_000_000));
  const packer = new PartStore();
  const reader = new PartReader();
  for (let i = 0; i + 3 <= cards.length; i += 3) {
    const { views, store } = packer.pack([{ stories: cards.slice(i, i + 3) }]);
    const { stories } = reader.unpack(views[0] ?? [], store, same) as { stories: { i: number }[] };
    expect(stories.map((card) => card.i)).toEqual([i, i + 1, i + 2]);
  }
  const { views, store } = packer.pack([{ stories: [cards[0], huge], one: huge }]);
  expect(reader.unpack(views[0] ?? [], store, same)).toEqual({
    stories: [{ i: 0, text: 'x'.repeat(400_000) }, 'y'.repeat(9_000_000)],
    one: 'y'.repeat(9_000_000),
  });
});

test('a part is made once for all views, and read once', () => {
  let made = 0;
  const card = sharedPart('1', () => ({ made: ++made }));
  const packer = new PartStore();
  const reader = new PartReader();
  const [first, second] = [packer.pack([{ card }, { card }]), packer.pack([{ cards: [card] }])];
  const read = [...first.views, ...second.views].map((view) =>
    reader.unpack(view, second.store, same),
  );
  expect(read).toEqual([{ card: { made: 1 } }, { card: { made: 1 } }, { cards: [{ made: 1 }] }]);
});
