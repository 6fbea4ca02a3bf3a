#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { runCli } from './cli.ts';
import { processIo } from './io/process-io.ts';

// The program is its own thread, too: wherever it was copied to, that is found.
if (isMainThread) {
  // Output is flushed by then; exiting at once spares the wait for idle connections.
  void runCli(process.argv.slice(2), processIo(__filename)).then((code) => process.exit(code));
} else {
  void import('./report/report-thread.ts').then(({ serveReports }) => {
    serveReports(__filename);
  });
}
