export { format, whyUnformatted } from './format.js';
export { formatted, FormatError, type Formatted } from './formatted.js';
export { DEFAULT_FORMAT, END_OF_LINE_CHOICES, type FormatOptions } from './options.js';
