import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { sourcePlugins } from './src/dev/vite/source-plugins.ts';

/** What every test in real browsers needs. */
const IN_BROWSERS = { testTimeout: 60_000, hookTimeout: 180_000, globalSetup: ['tests/e2e/setup.ts'] };

export default defineConfig({
  plugins: sourcePlugins(),
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: ['tests/e2e/**'],
          // vitest's own choice leaves a core free: of two, that is half
          maxWorkers: availableParallelism(),
          // some read whole corpora, and a machine may be busy
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/*.test.ts'],
          // they have bounds of time, and chat apps keep both of two cores busy: two files at once took as long
          fileParallelism: false,
          ...IN_BROWSERS,
        },
      },
      {
        extends: true,
        test: {
          name: 'untimed',
          // without bounds of time: they mostly wait
          include: ['tests/e2e/{pages,untimed}/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...IN_BROWSERS,
        },
      },
    ],
  },
});
