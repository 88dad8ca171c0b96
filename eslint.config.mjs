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
  // Which layers may import which: downward only. Of the two doors at the top neither knows the other.
  layer('grammars/**/*.ts', ['**/src/**', '**/rules/**']),
  layer('src/source/**/*.ts', above('languages')),
  layer('src/stack/**/*.ts', ['**/messages/**', ...above('languages'), '**/rules/**']),
  layer('src/messages/**/*.ts', [...above('languages'), '**/rules/**']),
  layer('src/languages/**/*.ts', [...above('lint'), '**/rules/**']),
  layer('src/lint/**/*.ts', [...above('format'), '**/rules/**']),
  layer('src/format/**/*.ts', [...above('files'), '**/rules/**']),
  layer('src/files/**/*.ts', ['**/languages/**', '**/lint/**', ...above('config')]),
  layer('src/config/**/*.ts', [...above('explain'), '**/rules/**']),
  layer('src/explain/**/*.ts', ['**/files/**', '**/config/**', ...above('report'), '**/rules/**']),
  layer('src/report/**/*.ts', ['**/files/**', '**/config/**', ...above('run'), '**/rules/**']),
  layer('src/run/**/*.ts', [...above('api'), '**/rules/**']),
  layer(
    'rules/**/*.ts',
    above('files').map((pattern) => pattern.replace('**/', '**/src/')),
  ),
  layer('src/editor/**/*.ts', [...above('lsp'), '**/rules/**']),
  layer('src/lsp/**/*.ts', [...above('api'), '**/rules/**']),
  layer('src/api/**/*.ts', above('unified')),
  layer('src/unified/**/*.ts', ['**/cli/**', '**/rules/**']),
  layer('src/prettier/**/*.ts', [...above('files'), '**/rules/**']),
  layer('src/cli/**/*.ts', ['**/api/**', '**/unified/**', '**/prettier/**']),
  // It runs vmlint, whichever is installed, and knows nothing of its insides.
  layer('editors/**/*.ts', ['**/src/**', '**/rules/**', '**/grammars/**']),
]);

/** This layer and those that may import it. */
function above(layer) {
  const layers = [
    ...['languages', 'lint', 'format', 'files', 'config', 'explain', 'report', 'run'],
    ...['editor', 'lsp'],
    ...['api', 'unified', 'cli'],
  ];
  return layers.slice(layers.indexOf(layer)).map((name) => `**/${name}/**`);
}

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
