import type { Reference } from '../../src/lint/rule.js';

export const XML_1_0: Reference = {
  title: 'W3C, Extensible Markup Language (XML) 1.0',
  url: 'https://www.w3.org/TR/xml/',
};
