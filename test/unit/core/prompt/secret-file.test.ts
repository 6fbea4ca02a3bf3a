import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { refuseSecrets } from '../../../../src/core/prompt/secret-file.ts';
import { findPrompts } from '../../../../src/extension/prompt/editor-prompts.ts';

const SECRET = [
  ...['.env', 'a/.env', '.env.local', '.ENV', 'prod.env', '.envrc', '../.env.production', 'C:\\work\\.env', '.env '],
  ...['.git/config', 'x/.git/config', '.git/logs/HEAD', '/home/me/.ssh/config', '.aws/credentials', '.kube/config'],
  ...['id_rsa', 'id_ed25519', 'server.key', 'a.pem', 'b.p12', 'c.kdbx', '.npmrc', '.netrc', '_netrc', '.pypirc'],
  ...['.git-credentials', 'credentials', 'credentials.json', 'secrets.yaml', 'secret.txt', '.bash_history'],
  ...['service-account-prod.json', '/proc/self/environ', '/etc/shadow', 'main.tfstate', 'main.tfvars'],
];
const PROMPTS = [
  ...['joke.prompt.md', 'a/b.md', '.github/prompts/x.prompt.md', '.cursorrules', 'environment.md', 'env.md', 'keys.md'],
  ...[
    'secrets-of-the-sea.md',
    'gitconfig.txt',
    'git/config.md',
    '.env.example',
    'id_rsa.pub',
    'keyboard',
    'untitled:1',
  ],
];
const PEM = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ'.repeat(2)}\n-----END`;

describe('a file that may hold keys', () => {
  it('is no prompt, by any of its names', () => {
    for (const name of SECRET) {
      assert.throws(() => refuseSecrets([name]), UsageError, name);
      assert.throws(() => refuseSecrets(['link.md', name]), UsageError, name);
    }
    for (const name of PROMPTS) refuseSecrets([name], 'Tell me a joke about PRIVATE KEYS.');
  });

  it('is none by what stands in it', () => {
    assert.throws(() => refuseSecrets(['a.md'], `Look:\n${PEM}`), UsageError);
    refuseSecrets(['a.md'], 'A PEM file begins with -----BEGIN PRIVATE KEY-----, why?');
  });

  it('is none in the editor either, whatever is selected', () => {
    const editor = { languageId: 'dotenv', text: 'KEY=abc', start: 0, end: 7 };
    assert.throws(() => findPrompts({ ...editor, path: '/work/.env' }), UsageError);
    assert.equal(findPrompts({ ...editor, path: '/work/notes.txt' }).length, 1);
  });
});
