import type { Io, Screen } from '../../../src/cli/io/io.ts';
import type { Trial } from '../../../src/core/model/run.ts';

/** A screen that remembers what was written on it. */
export interface TestScreen extends Screen {
  text(): string;
}

/** A screen of that many columns; a terminal or a pipe. */
export function testScreen({ isTerminal = false, columns = 80 } = {}): TestScreen {
  let written = '';
  return {
    isTerminal,
    columns,
    write: (text) => {
      written += text;
      return Promise.resolve();
    },
    text: () => written,
  };
}

/** Streams, environment and interruption for one call in a test. */
export function testIo(
  env: Readonly<Record<string, string>> = {},
  interrupted: AbortSignal = new AbortController().signal,
): Io & { readonly out: TestScreen; readonly err: TestScreen } {
  const analysis = {} as Io['analysis'];
  return {
    ...{ out: testScreen(), err: testScreen(), env, interrupted, input: () => Promise.resolve(''), ask: null },
    ...{ lastWords: '', sinceInterrupted: () => 0, analysis },
  };
}

/** A settled trial; every field can be replaced. */
export function trial(over: Partial<Trial> = {}): Trial {
  return {
    target: 'openai:a',
    condition: 'default',
    trialIndex: 0,
    outcome: 'completed',
    text: '42',
    finishReason: 'stop',
    truncated: false,
    usage: null,
    startedAt: null,
    latencyMs: null,
    attempts: 1,
    requested: {},
    honoured: {},
    modelReported: null,
    source: 'live',
    sha256: null,
    variables: {},
    error: null,
    ...over,
  };
}
