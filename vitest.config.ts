import { defineConfig } from 'vitest/config';
import { sourcePlugins } from './src/dev/vite/source-plugins.ts';

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
          // some read whole corpora, and a machine may be busy
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ['tests/e2e/*/node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          globalSetup: ['tests/e2e/setup.ts'],
        },
      },
    ],
  },
});
