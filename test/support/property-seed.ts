import fc from 'fast-check';

/**
 * Put in front of all unit tests: properties are tried on the same inputs every time, so that a change is not failed for what
 * another one did. `npm test -- --all` draws a new seed; the fuzzers look for more (`npm run fuzz`).
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['CONVERGENCE_PROBE_SEED'] ?? 1) });
