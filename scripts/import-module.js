// In a module that Node itself loads, `import()` is what the launcher hands to the program.
export const importModule = (url) => import(url);
