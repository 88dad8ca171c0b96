import { unified } from 'unified';
import { vmlintFix, vmlintLint, vmlintParse, vmlintStringify } from 'vmlint/unified';

const childOf = (node, name) => node.children.find((child) => child.name === name);

/** Gives each VM of the lab a name of its own, and more memory. */
function prepare(name) {
  return (tree) => {
    const machine = childOf(childOf(tree, 'VirtualBox'), 'Machine');
    machine.attributes.name = name;
    const { children } = childOf(machine, 'Hardware');
    const memory = {
      type: 'element',
      name: 'Memory',
      attributes: { RAMSize: '8192' },
      children: [],
    };
    // Blanks between tags are texts, as in all trees of xast.
    children.push({ type: 'text', value: '  ' }, memory, { type: 'text', value: '\n    ' });
  };
}

const value = `<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">
  <Machine name='template' OSType="Ubuntu_64">
    <Hardware>
      <CPU count="2">
        <LongMode enabled="true" />
      </CPU>
    </Hardware>
  </Machine>
</VirtualBox>
`;
const file = await unified()
  .use(vmlintParse)
  .use(prepare, 'Übung & lab 1')
  .use(vmlintFix, { nested: 'require' })
  .use(vmlintLint, { nested: 'require' })
  .use(vmlintStringify)
  .process({ value, path: 'lab-1.vbox' });

console.log(String(file));
for (const message of file.messages) console.log(String(message));
