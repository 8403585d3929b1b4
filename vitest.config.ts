import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Tests start processes and build sites; nothing asserts how long that takes.
    testTimeout: 120_000,
    // Also where there are only two cores: many tests wait for other processes.
    maxWorkers: 2,
  },
});
