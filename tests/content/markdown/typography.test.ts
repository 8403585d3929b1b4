import { expect, test } from 'vitest';
import { htmlOf, printed } from './render.ts';

test.each([
  ['"Yes," she said.', '“Yes,” she said.'],
  ["'Yes,' she said.", '‘Yes,’ she said.'],
  [`"He said 'no' twice," she said.`, '“He said ‘no’ twice,” she said.'],
  [`"'Hello,' she said," he said.`, '“‘Hello,’ she said,” he said.'],
  [`She said "he said 'no'".`, 'She said “he said ‘no’”.'],
  [`'"Yes"' ("no") ["maybe"]`, '‘“Yes”’ (“no”) [“maybe”]'],
  ['"But I--" he began.', '“But I–” he began.'],
  ['"But I---"', '“But I—”'],
  ['He said--"no"--and left.', 'He said–“no”–and left.'],
  ["don't, it's, O'Brien, l'eau", 'don’t, it’s, O’Brien, l’eau'],
  ["the '90s, '68, rock 'n' roll, 'tis, give 'em", 'the ’90s, ’68, rock ’n’ roll, ’tis, give ’em'],
  ["the dogs' bowls and James' book", 'the dogs’ bowls and James’ book'],
  ["'The dogs' bowls'", '‘The dogs’ bowls’'],
  ['*She said* "no" **and** "yes".', '<em>She said</em> “no” <strong>and</strong> “yes”.'],
  ['"*Hello* there," she said.', '“<em>Hello</em> there,” she said.'],
  ['She said "*hello*".', 'She said “<em>hello</em>”.'],
  ["She is 'very **sure**'.", 'She is ‘very <strong>sure</strong>’.'],
  ['"`code`" and "`more`"', '“<code>code</code>” and “<code>more</code>”'],
  [
    'See "<https://example.org/>".',
    'See “<a href="https://example.org/">https://example.org/</a>”.',
  ],
  ['"[words](/a/)"', '“<a href="/a/">words</a>”'],
  ['Wait... what', 'Wait… what'],
  ['1. to 3....', '<ol>\n<li>to 3....</li>\n</ol>\n'],
  ['pages 3--7 and a---b and ----', 'pages 3–7 and a—b and ----'],
  ['a "b\nc" d', 'a “b\nc” d'],
  ['\\"straight\\" and \\\'straight\\\'', '&quot;straight&quot; and &#39;straight&#39;'],
  ['"line"  \n"line"', '“line”<br>\n“line”'],
])('in English %j is typeset', (written, expected) => {
  expect(printed(written)).toBe(expected);
});

test.each([
  ['de', '"Ja", sagte sie. "Nein", sagte er.', '„Ja“, sagte sie. „Nein“, sagte er.'],
  ['de', '"Er sagte \'nein\'", sagte sie.', '„Er sagte ‚nein‘“, sagte sie.'],
  ['de', '"\'Nein\', sagte er", sagte sie.', '„‚Nein‘, sagte er“, sagte sie.'],
  [
    'de',
    "Geht's? Hans' Hund. Rock 'n' Roll. Die '90er.",
    'Geht’s? Hans’ Hund. Rock ’n’ Roll. Die ’90er.',
  ],
  ['de', '„Schon gesetzt“ und "neu".', '„Schon gesetzt“ und „neu“.'],
  ['de-AT', '"Ja"', '„Ja“'],
  ['de-CH', '"Ja"', '«Ja»'],
  ['fr', '"Oui", dit-elle.', '«\u202fOui\u202f», dit-elle.'],
  ['fr', "L'été, l'\"Europe\" d'aujourd'hui", 'L’été, l’«\u202fEurope\u202f» d’aujourd’hui'],
  ['fr', '"Il dit \'non\'", dit-elle.', '«\u202fIl dit ‹\u202fnon\u202f›\u202f», dit-elle.'],
  ['fr', "Les amis de Jules' sœur", 'Les amis de Jules’ sœur'],
  ['sv', '"Ja", sa hon.', '”Ja”, sa hon.'],
  ['xx', '"Yes"', '“Yes”'],
])('in %s %j is typeset', (language, written, expected) => {
  expect(printed(written, language)).toBe(expected);
});

test.each([
  ['`"code" -- ...`', '<p><code>&quot;code&quot; -- ...</code></p>\n'],
  ['```\n"code" -- ...\n```', '<pre><code>&quot;code&quot; -- ...\n</code></pre>\n'],
  ['    "code" -- ...', '<pre><code>&quot;code&quot; -- ...\n</code></pre>\n'],
  [
    'https://example.org/a--b...c',
    '<p><a href="https://example.org/a--b...c" rel="external noopener">https://example.org/a--b...c</a></p>\n',
  ],
  [
    '[a](https://example.org/a--b)',
    '<p><a href="https://example.org/a--b" rel="external noopener">a</a></p>\n',
  ],
  ['a--b@example.org', '<p><a href="mailto:a--b@example.org">a--b@example.org</a></p>\n'],
  ['<pre>"a" -- b</pre>', '<pre>"a" -- b</pre>'],
])('%j is left as it is typed', (written, expected) => {
  expect(htmlOf(written, { origin: null })).toBe(expected);
});

test('each block begins anew', () => {
  const words = 'A dash -- and "a quotation that is not closed';
  expect(htmlOf(`${words}\n\n"B"\n\n# "C"\n\n- "D"\n- 'E'\n\n|"F"|\n|---|\n|"G"|`)).toBe(
    htmlOf(`${words}\n\n`).trimEnd() +
      '\n<p>“B”</p>\n<h2 id="c">“C”</h2>\n<ul>\n<li>“D”</li>\n<li>‘E’</li>\n</ul>\n' +
      '<div class="table" role="region" aria-label="Table" tabindex="0">\n<table>\n<thead>\n<tr>\n<th scope="col">“F”</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>“G”</td>\n</tr>\n</tbody>\n</table>\n</div>\n',
  );
  expect(htmlOf('word\n\n::: note "Title"\n"Text"\n:::')).toContain('“Title”</p>\n<p>“Text”');
});

test('nothing of one document reaches the next', () => {
  expect(printed('"open')).toBe('“open');
  expect(printed('"A"')).toBe('“A”');
});

test('without smart typography, text stays as it is typed', () => {
  expect(htmlOf('"a" -- b...', { smartTypography: false })).toBe('<p>&quot;a&quot; -- b...</p>\n');
});
