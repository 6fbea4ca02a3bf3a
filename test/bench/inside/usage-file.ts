/** The environment variable that names the file `usage.ts` writes. */
export const USAGE_FILE = 'CONVERGENCE_PROBE_BENCH_USAGE';
