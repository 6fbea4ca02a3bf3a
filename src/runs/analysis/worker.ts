import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Hasher } from '../../core/ports.ts';
import type { Reply } from '../../protocol/messages.ts';
import type { AnalysisRequest, AnalysisResponse } from './calls.ts';
import { analysisHandlers } from './sessions.ts';

// Entry of the analysis thread: one for all runs of a window, so that the code is loaded once.
const hasher: Hasher = { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') };
const handlers = analysisHandlers(hasher);

parentPort?.on('message', (request: AnalysisRequest) => {
  const response: AnalysisResponse = { id: request.id, reply: handle(request) };
  parentPort?.postMessage(response);
});

function handle({ method, params }: AnalysisRequest): Reply<unknown> {
  // Method and parameters of a request belong together (see AnalysisRequest); the table cannot say that to the compiler.
  const handler = handlers[method] as (params: unknown) => unknown;
  try {
    return { ok: handler(params) };
  } catch (error) {
    if (error instanceof UsageError) return { err: error.message };
    const kind =
      error instanceof Error ? (error.stack?.split('\n').slice(1, 3).join(' ').trim() ?? error.name) : 'unknown';
    return {
      err: `The analysis failed; please report this. (${error instanceof Error ? error.name : 'error'} ${kind})`,
    };
  }
}
