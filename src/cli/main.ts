import { runCli } from './cli.ts';
import { processIo } from './io/process-io.ts';

// Output is flushed by then; exiting at once spares the wait for idle connections.
void runCli(process.argv.slice(2), processIo()).then((code) => process.exit(code));
