import type { Reference } from './model.js';

const TREE = 'https://github.com/VirtualBox/virtualbox/blob/1d4010fd/src/VBox';

/** What VirtualBox reads and writes: which elements, where, with which defaults. */
export const SETTINGS_READER: Reference = {
  title: 'VirtualBox, src/VBox/Main/xml/Settings.cpp',
  url: `${TREE}/Main/xml/Settings.cpp`,
};

/** How it reads a boolean, a number. */
export const XML_READER: Reference = {
  title: 'VirtualBox, src/VBox/Runtime/r3/xml.cpp (getAttributeValue)',
  url: `${TREE}/Runtime/r3/xml.cpp`,
};
