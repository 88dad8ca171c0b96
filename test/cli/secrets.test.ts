import { expect, test } from '@jest/globals';
import { useFolder } from './vmlint.js';

const folder = useFolder();

/** The secret of each line is `secret-NAME`. */
const LINES: Readonly<Record<string, string>> = {
  quoted: 'RemoteDisplay.vnc.password = "secret-quoted" # old\nremoteDisplay.vnc.Password = "x"\n',
  unquoted: 'RemoteDisplay.vnc.password = secret-unquoted\n',
  unclosed: 'remoteDisplay.vnc.key = "secret-unclosed\n',
  joined: 'guestinfo.userdata = "secret-joined" memsize = "4096"\n',
  junk: 'guestinfo.metadata = "secret-junk" x\n',
  apostrophes: "guestinfo.vendordata = 'secret-apostrophes'\n",
  colon: 'RemoteDisplay.vnc.password: "secret-colon"\n',
  'key in quotes': '"RemoteDisplay.vnc.password" = "secret-key in quotes"\n',
  'behind a pair': 'memsize = 4096 # RemoteDisplay.vnc.key = "secret-behind a pair"\n',
  ignition: 'guestinfo.ignition.config.data = "secret-ignition"\n',
  long: `guestinfo.admin.password = ${'z'.repeat(200)}secret-long\n`,
};

/** Whose secrets can be read in what was printed. */
function leaks(...args: string[]): string[] {
  const names = Object.keys(LINES);
  for (const name of names) {
    const text = `config.version = "8"\nvhv.enable = "TRUE"\n${LINES[name]!}`;
    folder.plant({ [`${name}.vmx`]: text });
  }
  const { stdout, stderr } = folder.vmlint(...args);
  expect(stdout).not.toBe('');
  return names.filter((name) => `${stdout}${stderr}`.includes(`secret-${name}`));
}

// A patch is the exception: `git apply` needs the lines as they are.
test.each<[string, string[]]>([
  ['pretty', []],
  ['compact', ['--format=compact']],
  ['json', ['--format=json']],
  ['the changes that --fix lists', ['--fix', '--unsafe']],
  ['the changes that json lists', ['--fix', '--unsafe', '--format=json']],
])('values that are secrets are never printed: %s', (_, args) => {
  expect(leaks(...args)).toEqual([]);
});

test('nor by ast', () => {
  const leaking = Object.keys(LINES).filter((name) => {
    folder.plant({ 'a.vmx': LINES[name]! });
    return folder.vmlint('ast', 'a.vmx').stdout.includes(`secret-${name}`);
  });
  expect(leaking).toEqual([]);
});
