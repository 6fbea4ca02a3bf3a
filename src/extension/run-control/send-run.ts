import { runProbe } from '../../core/engine/run-probe.ts';
import type { RunEvent } from '../../core/model/events.ts';
import { journalLine } from '../../core/model/record.ts';
import type { RunHeader } from '../../core/model/run.ts';
import type { Logger } from '../../core/ports.ts';
import { connect, type Connections } from '../../providers/connect.ts';
import { findProvider } from '../../providers/registry.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import type { Endpoint } from '../config/endpoints.ts';
import type { Settings } from '../config/settings.ts';
import { originOf } from '../keys/bound-key.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { kindOf } from '../log.ts';
import { LANGUAGE_MODELS, languageModelProvider } from '../models/language-models.ts';
import type { Recordings } from '../storage/recordings.ts';
import type { RunStore } from '../storage/run-store.ts';
import type { OpenRun } from './open-run.ts';

/** Calls for one trial, retries included. */
const MAX_ATTEMPTS = 6;

interface Connecting {
  readonly keys: KeyStore;
  readonly recordings: Recordings;
  readonly endpoints: () => readonly Endpoint[];
}

/** Who answers each target. A key goes only to the address that it was set for. */
export async function connectTargets(
  header: RunHeader,
  { keys, recordings, endpoints }: Connecting,
): Promise<Connections> {
  const known = endpoints();
  return connect(header.targets, {
    header,
    keyFor: async (provider, baseUrl) => {
      const endpoint = known.find((one) => one.id === provider);
      const here = endpoint && (baseUrl === null ? endpoint.baseUrl === null : originOf(baseUrl) === endpoint.origin);
      return here ? keys.keyFor(endpoint) : null;
    },
    recordingFor: (target) => recordings.recordFor(target.model),
    definitionFor: (provider) => known.find((one) => one.id === provider)?.definition ?? findProvider(provider),
    extra: new Map([[LANGUAGE_MODELS, languageModelProvider()]]),
  });
}

interface Sending {
  readonly header: RunHeader;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly store: RunStore;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** A run that is ready to be sent. */
export interface SendableRun {
  /** The journal so far, from memory: it is whole even when the disk is not. */
  journal(): Promise<string>;
  /** Sends every trial and feeds `run`. Resolves when all have settled and are written; never rejects. */
  start(run: OpenRun): Promise<void>;
}

/** Lays the path of a run's events: engine, journal, run. */
export function sendRun({ header, settings, connections, store, log, signal }: Sending): SendableRun {
  const events: RunEvent[] = [];
  const lines = (): string[] => events.map(journalLine).filter((line) => line !== null);
  return {
    journal: () => Promise.resolve(`${lines().join('\n')}\n`),
    async start(run) {
      const writer = store.writer(run.key, (error) => {
        log.warn(`The journal of run ${run.key} could not be written (${kindOf(error)}).`);
        run.notice(
          'Answers could not be written to disk; they are kept in memory until this window closes. Export them.',
        );
      });
      const onEvent = (event: RunEvent): void => {
        const line = journalLine(event);
        if (line !== null) {
          events.push(event);
          writer.line(line);
        }
        if (event.type !== 'started') run.take(event);
      };
      const { providers, lanes } = connections;
      const { concurrency, timeoutMs } = settings;
      const ports = { clock: systemClock, hasher: nodeHasher, random: Math.random };
      const options = {
        providers,
        lanes,
        concurrency,
        timeoutMs,
        maxAttempts: MAX_ATTEMPTS,
        ...ports,
        signal,
        onEvent,
      };
      try {
        const { run: ended, trials } = await runProbe(header, options);
        const answered = trials.filter((trial) => trial.outcome !== 'failed' && trial.outcome !== 'cancelled').length;
        log.info(`Run ${run.key} ${ended.status}: ${answered} of ${trials.length} answered.`);
      } catch (error) {
        log.warn(`Run ${run.key} broke down (${kindOf(error)}).`);
        run.take({ type: 'finished', status: 'partial', finishedAt: new Date().toISOString() });
        run.notice('The run broke down unexpectedly; what had arrived is kept. Please report this.');
      }
      await writer.flushed();
    },
  };
}
