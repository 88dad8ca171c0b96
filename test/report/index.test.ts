import { expect, test } from '@jest/globals';
import { REPORTERS, type ReportFormat } from '../../src/report/index.js';
import { file, finding, run } from './build.js';

test.each<[ReportFormat, RegExp]>([
  ['pretty', /^error\[vmx\/some-rule\]/],
  ['compact', /^a\.vmx:1:1: error/],
  ['json', /^\{\n {2}"version": 1/],
])('%s loads by its name', async (name, start) => {
  const format = await REPORTERS[name].load();
  const options = { color: false, quiet: false, unsafe: false, assume: true };
  const report = run([file({ findings: [finding()] })]);
  expect([...format(report, options)].join('')).toMatch(start);
});
