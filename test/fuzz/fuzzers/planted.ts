import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fuzzer } from '../fuzzer.ts';

/** Breaks every promise there is, so that the runner can be seen to notice; it runs only where it is named. */
export const planted = fuzzer<string>({
  name: 'planted',
  about: 'the runner itself',
  budgetMs: 200,
  inputs: () => fc.constantFrom('fine', 'throws', 'slow', 'hangs', 'waits', 'dies', 'pollutes'),
  async check(input) {
    if (input === 'throws') assert.fail('planted');
    if (input === 'slow') work(300);
    if (input === 'hangs') work(Infinity);
    if (input === 'waits') await new Promise(() => undefined);
    if (input === 'dies') process.abort();
    if (input === 'pollutes') (Object.prototype as Record<string, unknown>)['planted'] = true;
  },
});

/** Computes for so long; a busy machine makes it wait in between. */
function work(ms: number): void {
  const from = process.cpuUsage();
  // Asking takes time of the system, too, so it is done seldom.
  while (process.cpuUsage(from).user < ms * 1_000) for (let turn = 0; turn < 1_000_000; turn++);
}
