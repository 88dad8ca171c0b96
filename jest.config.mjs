export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // The extension has the name of the program.
  modulePathIgnorePatterns: ['<rootDir>/editors/vscode/(?:package\\.json|node_modules/)'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // One prebundled file instead of several hundred modules, which jest would evaluate again for every test file.
    '^chevrotain$': '<rootDir>/dist/test/chevrotain.mjs',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};
