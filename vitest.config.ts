import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Threads start in a third of the time of processes, and nothing here changes what processes share.
    pool: 'threads',
    // Generous: a busy machine is no failure. Whatever waits in the sources has deadlines of its own.
    testTimeout: 30_000,
    // In CI a real peer that stumbles once, on a machine with two cores, is asked again; the report says so.
    retry: process.env['CI'] === undefined ? 0 : 1,
    hookTimeout: 30_000,
  },
});
