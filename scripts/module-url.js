// What `import.meta.url` is for ES modules that are bundled into a CommonJS file.
import { pathToFileURL } from 'node:url';

export const vmlintModuleUrl = pathToFileURL(__filename).href;
