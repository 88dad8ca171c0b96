import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';
import { useFolder, type Folder } from '../cli/vmlint.js';
import { Client } from './client.js';

export const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

/** A folder for each test, and servers that do not outlive it. */
export function useServer(): {
  readonly folder: Folder;
  readonly start: (...given: Partial<Parameters<typeof Client.start>>) => Promise<Client>;
} {
  const folder = useFolder();
  const clients: Client[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.process.kill('SIGKILL');
  });
  return {
    folder,
    async start(root = folder.path, ...others) {
      const client = await Client.start(root, ...others);
      clients.push(client);
      return client;
    },
  };
}
