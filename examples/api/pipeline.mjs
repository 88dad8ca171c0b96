import { unified } from 'unified';
import { vmlintFix, vmlintLint, vmlintParse, vmlintStringify } from 'vmlint/unified';

/** Gives each VM of the lab a name of its own. */
function setName(name) {
  return (tree) => {
    const entries = tree.children.filter((line) => line.type === 'entry');
    entries.find(({ key }) => key === 'displayName').value = name;
    tree.children.unshift({ type: 'comment', text: '# made by the lab' });
  };
}

const value = 'config.version = "8"\ndisplayName = "template"\nmemsize=4096   # MB\n';
const file = await unified()
  .use(vmlintParse)
  .use(setName, 'lab |1|')
  .use(vmlintFix, { nested: 'auto' })
  .use(vmlintLint, { nested: 'auto' })
  .use(vmlintStringify)
  .process({ value, path: 'lab-1.vmx' });

console.log(String(file));
for (const message of file.messages) console.log(String(message));
