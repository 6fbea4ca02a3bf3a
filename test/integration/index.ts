import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Milliseconds one test may take; the extension host shares two cores with a browser. */
const TIMEOUT_MS = 90_000;

/** Runs all tests beside this file; VS Code calls it inside the extension host. Rejects when a test failed. */
export async function run(): Promise<void> {
  const files = fs
    .readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'));
  if (files.length === 0) throw new Error('No integration test was found.');
  const mocha = new Mocha({ ui: 'bdd', timeout: TIMEOUT_MS, color: false, reporter: 'spec' });
  const pattern = process.env['CONVERGENCE_PROBE_TEST_FILTER'];
  if (pattern) mocha.grep(pattern);
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} of the tests failed.`))));
  });
}
