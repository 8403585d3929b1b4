import { defineConfig } from 'vitest/config';

/** `npm run screenshots`: pictures to look at, apart from the tests. */
// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: { include: ['tests/browser/screenshots.ts'], testTimeout: 600_000 },
});
