/** The environment variable that tells `host-run.ts` what to do, as JSON. */
export const HOST_WISH = 'CONVERGENCE_PROBE_BENCH_HOST';
