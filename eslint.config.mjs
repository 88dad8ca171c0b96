import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig([
  globalIgnores(['dist/', 'node_modules/', 'coverage/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Bounds are checked by the loops and searches around them.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
      'no-control-regex': 'off',
      'max-lines': ['error', 400],
    },
  },
  {
    // What a report or a tool printed is parsed JSON, and expectations say what it must be.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        require: 'readonly',
        module: 'readonly',
        __dirname: 'readonly',
        __filename: 'readonly',
        performance: 'readonly',
      },
    },
  },
  // Which layers may import which: downward only.
  layer('grammars/**/*.ts', ['**/src/**', '**/rules/**']),
  layer('src/source/**/*.ts', [
    '../languages/**',
    '../lint/**',
    '../files/**',
    '../report/**',
    '../config/**',
    '../run/**',
    '../cli/**',
  ]),
  layer('src/stack/**/*.ts', [
    '../languages/**',
    '../messages/**',
    '../lint/**',
    '../files/**',
    '../report/**',
    '../run/**',
    '../cli/**',
    '**/rules/**',
  ]),
  layer('src/messages/**/*.ts', [
    '../languages/**',
    '../lint/**',
    '../files/**',
    '../report/**',
    '../config/**',
    '../run/**',
    '../cli/**',
    '**/rules/**',
  ]),
  layer('src/languages/**/*.ts', [
    '**/lint/**',
    '**/files/**',
    '**/report/**',
    '**/config/**',
    '**/run/**',
    '**/cli/**',
    '**/rules/**',
  ]),
  layer('src/lint/**/*.ts', [
    '../files/**',
    '../report/**',
    '../config/**',
    '../run/**',
    '../cli/**',
    '**/rules/**',
  ]),
  layer('src/files/**/*.ts', [
    '../languages/**',
    '../lint/**',
    '../report/**',
    '../config/**',
    '../run/**',
    '../cli/**',
  ]),
  layer('src/config/**/*.ts', ['**/report/**', '**/run/**', '**/cli/**', '**/rules/**']),
  layer('src/report/**/*.ts', [
    '../files/**',
    '../config/**',
    '../run/**',
    '../cli/**',
    '**/rules/**',
  ]),
  layer('src/run/**/*.ts', ['../cli/**', '**/rules/**']),
  layer('rules/**/*.ts', [
    '**/src/files/**',
    '**/src/report/**',
    '**/src/config/**',
    '**/src/run/**',
    '**/src/cli/**',
  ]),
]);

function layer(files, group) {
  return {
    files: [files],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group, message: 'Imports point downward only: see CONTRIBUTING.md.' }] },
      ],
    },
  };
}
