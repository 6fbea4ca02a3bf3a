import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from './browser.ts';
import { startServer } from './embedded.ts';
import { STEADY_SETTINGS } from './settings.ts';
import { toolsFromEnvironment } from './tools.ts';

/**
 * Stands in for the executable of desktop VS Code: takes the arguments that @vscode/test-electron gives it and runs
 * the tests in the extension host of the embedded one. Its exit code is that of the tests.
 */

/** Milliseconds all tests may take. */
const LIMIT_MS = 360_000;

interface Arguments {
  readonly workspace: string;
  readonly extensions: readonly string[];
  readonly tests: string;
}

function readArguments(args: readonly string[]): Arguments {
  const named = (name: string): string[] =>
    args.filter((argument) => argument.startsWith(`--${name}=`)).map((argument) => argument.slice(name.length + 3));
  const [tests] = named('extensionTestsPath');
  const workspace = args.find((argument) => !argument.startsWith('-'));
  if (!tests || !workspace) throw new Error('Expected a folder and --extensionTestsPath=FILE.');
  return { workspace, tests, extensions: named('extensionDevelopmentPath') };
}

/** What the tests may see of this process's environment. */
function testEnvironment(): string {
  const passed = Object.entries(process.env).filter(([name]) => /^(CONVERGENCE_PROBE_|NODE_V8_COVERAGE$)/.test(name));
  return JSON.stringify(Object.fromEntries(passed));
}

async function main(): Promise<number> {
  const { workspace, tests, extensions } = readArguments(process.argv.slice(2));
  const tools = toolsFromEnvironment();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'convergence-probe-'));
  // The page's address can bring one extension under development; the others are used in place.
  const [underTest, ...linked] = extensions;
  const server = await startServer({ tools, folder, settings: STEADY_SETTINGS, automation: true, linked });
  const browser = await launchBrowser(tools);
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    // The workbench calls these two when its address brings tests.
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => print(args));
    let finish: (code: number) => void = () => {};
    const ended = new Promise<number>((resolve) => (finish = resolve));
    await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
    const late = new Promise<number>((resolve) => setTimeout(resolve, LIMIT_MS, 124).unref());
    await page.goto(
      server.workbenchUrl(workspace, [
        ...(underTest === undefined ? [] : [['extensionDevelopmentPath', server.uri(underTest)] as const]),
        ['extensionTestsPath', server.uri(tests)],
        ['extensionEnvironment', testEnvironment()],
      ]),
    );
    const code = await Promise.race([ended, late]);
    if (code === 124) console.error(`The tests did not end within ${LIMIT_MS / 1000} seconds.`);
    return code;
  } finally {
    await browser.close();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Beginnings of what the workbench itself says on the way that the tests' lines take. */
const CHATTER = [
  ...['Resolv', 'Creating a socket', 'reconnection', 'Updating additional', '[Service Worker', 'AgentHost'],
  ...['AccountPolicy', 'Ignoring fetching', 'connect ECONNREFUSED', 'workbench.js', 'DialogService:'],
  // TypeScript's server is not part of code-server's package.
  ...['rejected promise not handled within 1 second: Error: Could not find bundled tsserver.js'],
  ...['stack trace: Error: Could not find bundled tsserver.js', 'An unknown error occurred. Please consult the log'],
];

function print(args: unknown[]): void {
  const line = String(args[0]).replace(/^\[(?!Service)/, '');
  if (!CHATTER.some((beginning) => line.startsWith(beginning))) console.log(...args);
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
