import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import type * as WorkflowParser from '@actions/workflow-parser';
import * as esbuild from 'esbuild';
import { parse } from 'yaml';

/** Workflows as GitHub's own parser reads them, and against what is in this repository. None of them can be run here. */

const FOLDER = path.join('.github', 'workflows');
const FILES = readdirSync(FOLDER);
const textOf = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');

type Parser = typeof WorkflowParser;
let loaded: Promise<Parser> | undefined;

/** The parser, bundled: it is an ES module that imports JSON in a way that Node does not take. */
function parser(): Promise<Parser> {
  return (loaded ??= (async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-workflows-'));
    const outfile = path.join(folder, 'parser.cjs');
    const stdin = { contents: "export * from '@actions/workflow-parser'", resolveDir: process.cwd() };
    await esbuild.build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    const made = createRequire(outfile)(outfile) as Parser;
    rmSync(folder, { recursive: true, force: true });
    return made;
  })());
}

async function mistakes(name: string, content: string): Promise<readonly string[]> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await parser();
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

interface Step {
  readonly run?: string;
  readonly uses?: string;
}
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly permissions?: object }>>;
}
const workflowOf = (file: string): Workflow => parse(textOf(file)) as Workflow;
const stepsOf = (file: string): readonly Step[] => Object.values(workflowOf(file).jobs).flatMap(({ steps }) => steps);

describe('workflows', () => {
  it('are there for every push and for a release', () => {
    assert.deepEqual(FILES.sort(), ['ci.yml', 'release.yml']);
  });

  for (const file of FILES) {
    it(`${file} is what GitHub takes`, async () => {
      assert.deepEqual(await mistakes(file, textOf(file)), []);
    });

    it(`${file} begins with the right to read, and names the version of every action`, () => {
      assert.deepEqual(workflowOf(file).permissions, { contents: 'read' });
      for (const { uses } of stepsOf(file)) if (uses !== undefined) assert.match(uses, /^[\w.-]+\/[\w.-]+@v\d+$/);
    });

    it(`${file} runs scripts that are there`, () => {
      const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
      const named = stepsOf(file).flatMap(({ run = '' }) => [
        ...[...run.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name ?? ''),
        ...(/\bnpm test\b/.test(run) ? ['test'] : []),
      ]);
      assert.ok(named.length > 0);
      for (const name of named) assert.ok(name in scripts, name);
    });

    it(`${file} puts nothing that others wrote into a shell`, () => {
      for (const { run = '' } of stepsOf(file)) {
        const put = [...run.matchAll(/\$\{\{\s*(.+?)\s*\}\}/g)].map(([, expression]) => expression ?? '');
        for (const expression of put) assert.doesNotMatch(expression, /github\.|inputs\.|secrets\./, run);
      }
    });
  }

  it('hold one secret, for the registry that knows nothing else', () => {
    const secrets = FILES.flatMap((file) => [...textOf(file).matchAll(/secrets\.(\w+)/g)].map(([, name]) => name));
    assert.deepEqual(secrets, ['OVSX_PAT']);
    assert.doesNotMatch(textOf('release.yml'), /VSCE_PAT|NODE_AUTH_TOKEN|NPM_TOKEN/);
  });

  it('are read by a parser that finds mistakes', async () => {
    const planted = textOf('ci.yml').replace('runs-on:', 'run-on:');
    assert.ok((await mistakes('planted.yml', planted)).length > 0);
    const expression = textOf('ci.yml').replace('matrix.node }}', 'matrix.node + 1 }}');
    assert.ok((await mistakes('planted.yml', expression)).length > 0);
  });
});

describe('forms for issues', () => {
  const folder = path.join('.github', 'ISSUE_TEMPLATE');

  it('have a name, a description and fields with labels', () => {
    const forms = readdirSync(folder).filter((file) => file !== 'config.yml');
    assert.ok(forms.length >= 2);
    for (const file of forms) {
      const form = parse(readFileSync(path.join(folder, file), 'utf8')) as {
        readonly name: string;
        readonly description: string;
        readonly body: readonly { type: string; id?: string; attributes: { label?: string; value?: string } }[];
      };
      assert.ok(form.name.length > 5 && form.description.length > 20, file);
      for (const { type, id, attributes } of form.body) {
        assert.match(type, /^(markdown|textarea|input|dropdown|checkboxes)$/);
        if (type === 'markdown') assert.ok((attributes.value ?? '') !== '');
        else assert.ok(/^[a-z-]+$/.test(id ?? '') && (attributes.label ?? '') !== '', `${file}: ${id ?? ''}`);
      }
    }
    assert.ok(existsSync('SECURITY.md'));
  });
});

describe('the skill', () => {
  it('has the name of its folder, a description that fits, and commands and tools that exist', () => {
    const { chatSkills } = (
      JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: { chatSkills: readonly { path: string }[] } }
    ).contributes;
    const [{ path: file } = { path: '' }] = chatSkills;
    const text = readFileSync(file, 'utf8');
    const [, front = ''] = /^---\n([^]*?)\n---\n/.exec(text) ?? [];
    const { name, description } = parse(front) as { readonly name: string; readonly description: string };
    assert.equal(name, path.basename(path.dirname(file)));
    assert.ok(description.length > 50 && description.length <= 1024, String(description.length));
    const tools = readFileSync(path.join('src', 'cli', 'mcp', 'protocol.ts'), 'utf8');
    for (const [, tool = ''] of text.matchAll(/`((?:probe|estimate|analyze|compare|list)_\w+)`/g))
      assert.ok(tools.includes(`'${tool}'`), tool);
    const options = readFileSync(path.join('src', 'cli', 'arguments', 'options.ts'), 'utf8');
    for (const [, option = ''] of text.matchAll(/ --([a-z-]+)/g)) assert.ok(options.includes(`'${option}'`), option);
    for (const [, command = ''] of text.matchAll(/convergence-probe ([a-z]+) /g))
      assert.ok(options.includes(`name: '${command}'`), command);
  });
});
