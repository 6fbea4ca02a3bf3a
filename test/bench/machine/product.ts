/** What `scripts/bench.mjs` built and found, handed over as JSON. */
export interface Prepared {
  /** The project's root. */
  readonly root: string;
  /** The extension as it ships: package.json, dist/, media/. */
  readonly product: string;
  /** The packed extension; `null` when it could not be packed (no Node 22 or newer at hand). */
  readonly vsix: string | null;
  /** Built files that run in processes of their own, by name. */
  readonly scripts: Readonly<
    Record<
      'servers' | 'usage' | 'bareSdks' | 'report' | 'activation' | 'keptRuns' | 'hostRun' | 'panelPage' | 'panelHost',
      string
    >
  >;
  /** A Node 24 for what needs a newer one than runs us; `null` when there is none. */
  readonly node24: string | null;
  /** Start script of the embedded VS Code; `null` when it is not there: it is not fetched for a benchmark. */
  readonly codeServer: string | null;
  readonly chromium: string | null;
}

/** The environment variable that holds it. */
export const PREPARED = 'CONVERGENCE_PROBE_BENCH';
