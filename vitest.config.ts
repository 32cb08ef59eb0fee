import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Threads start in a third of the time of processes, and nothing here changes what processes share.
    pool: 'threads',
    // Generous: a busy machine is no failure. Whatever waits in the sources has deadlines of its own.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
