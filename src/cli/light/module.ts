/**
 * Stands in for Node's module in the bundle, where a `require` is at hand already: yargs and the search for
 * files ask for one, and loading node:module takes 4 ms.
 */
export function createRequire(): NodeJS.Require {
  return require;
}
