import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const ID = 'convergence-probe.convergence-probe';

interface Contributes {
  readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(ID);
  assert.ok(found, `${ID} is not installed`);
  return found;
}

function contributes(): Contributes {
  return (extension().packageJSON as { readonly contributes: Contributes }).contributes;
}

/** Files of the product that the extension host has loaded. */
function loaded(): string[] {
  return Object.keys(require.cache).filter((file) => file.includes('dist') && !file.includes('node_modules'));
}

describe('the extension', () => {
  it('activates and has loaded no provider by then', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
    assert.deepEqual(
      loaded().filter((file) => /providers/.test(file)),
      [],
    );
  });

  it('has the settings of package.json with their defaults', () => {
    for (const [name, setting] of Object.entries(contributes().configuration.properties)) {
      assert.deepEqual(vscode.workspace.getConfiguration().inspect(name)?.defaultValue, setting.default, name);
    }
  });
});
