// Runs dist/program.cjs once as the launcher does and keeps what V8 compiled of it, so that the functions
// which a start needs are among it.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { devNull } = require('node:os');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const examples = join(__dirname, '..', 'examples');
const filename = join(dist, 'program.cjs');
const script = new Script(readFileSync(filename, 'latin1'), { filename });
const { version, arch, platform } = process;
const [, , hash] = process.argv;
process.on('exit', () => {
  writeFileSync(
    join(dist, `program-${hash}-${version}-${platform}-${arch}.v8`),
    script.createCachedData(),
  );
  process.exitCode = 0;
});
process.argv.splice(
  2,
  Infinity,
  '--format=pretty',
  `--format=json=${devNull}`,
  '--no-config',
  ...readdirSync(examples)
    .filter((name) => /\.(?:vmx|vbox)$/.test(name))
    .map((name) => join(examples, name)),
);
script.runInThisContext()(module.exports, require, module, filename, dist, undefined);
