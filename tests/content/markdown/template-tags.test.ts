import { expect, test } from 'vitest';
import { htmlOf } from './render.ts';

test.each([
  '{{< youtube w7Ft2ymGmfc >}}',
  '{{<figure src="/a.png" title="x">}}',
  '{{% notice "tip" %}}',
  '{% include "x.html", a: \'b\' %}',
  '{{ page.title | upcase }}',
  '{%- if a < b -%}',
])('the tag %s of another generator is printed to the letter', (tag) => {
  const escaped = tag.replace(
    /[&<>"']/g,
    (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[character]};`,
  );
  expect(htmlOf(`Before ${tag} after.`)).toBe(`<p>Before ${escaped} after.</p>\n`);
});
