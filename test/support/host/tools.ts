/** Paths of what the embedded VS Code takes; `scripts/host/tools.mjs` finds or fetches them. */
export interface HostTools {
  /** A Node 24. */
  readonly node: string;
  /** Start script of code-server. */
  readonly codeServer: string;
  /** A browser; `null` when none is installed and none was asked for. */
  readonly chromium: string | null;
}

/** The tools that the test script hands over in CONVERGENCE_PROBE_TOOLS. */
export function toolsFromEnvironment(): HostTools {
  const json = process.env['CONVERGENCE_PROBE_TOOLS'];
  if (!json) throw new Error('CONVERGENCE_PROBE_TOOLS is not set. Run these tests with npm: `npm run test:e2e`.');
  return JSON.parse(json) as HostTools;
}
