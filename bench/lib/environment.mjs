/**
 * What every child is started with. NODE_EXTRA_CA_CERTS makes Node 20 read certificates at each start, which
 * would make everything that starts Node look alike; the others change what Node or vmlint do.
 */
export const environment = { ...process.env };
for (const name of [
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_COMPILE_CACHE',
  'NODE_V8_COVERAGE',
  'FORCE_COLOR',
]) {
  delete environment[name];
}
