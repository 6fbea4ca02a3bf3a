import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

/** The rules that ask for types: what is planted here must be caught, and what is right must not be. */

const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-oxlint-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const COMPILER = { strict: true, target: 'ES2023', lib: ['ES2023'], types: [], noEmit: true, module: 'NodeNext' };

/** The rules that complain about a file. */
function complaints(code: string): readonly string[] {
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER, include: ['*.ts'] }));
  const file = path.join(folder, 'planted.ts');
  writeFileSync(file, `declare function work(): Promise<number>;\nexport ${code}\n`);
  const program = path.resolve('node_modules/oxlint/bin/oxlint');
  const config = path.resolve('.oxlintrc.json');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, '--type-aware', '--format', 'json', '--config', config, file],
    { encoding: 'utf8' },
  );
  assert.notEqual(stdout, '', stderr);
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly code: string }[] };
  return diagnostics.map(({ code: rule }) => rule);
}

const caught = (rule: string, code: string): void => {
  const found = complaints(code);
  assert.equal(found.length, 1, found.join());
  assert.ok(found[0]!.includes(rule), found[0]);
};

describe('oxlint', () => {
  it('catches a promise that nobody waits for', () => caught('no-floating-promises', 'function go() { work(); }'));

  it('catches a promise where a plain value is wanted', () =>
    caught('no-misused-promises', 'const is = () => { if (work()) return 1; return 2; };'));

  it('catches a case that was forgotten', () =>
    caught(
      'switch-exhaustiveness-check',
      "function name(kind: 'a' | 'b') { switch (kind) { case 'a': return 1; } return 2; }",
    ));

  it('lets what is right pass', () =>
    assert.deepEqual(
      complaints("async function name(kind: 'a') { switch (kind) { case 'a': return await work(); } }"),
      [],
    ));
});
