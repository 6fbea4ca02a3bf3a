import { findProvider } from '../../providers/registry.ts';
import type { Endpoint } from '../config/endpoints.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { kindOf } from '../log.ts';
import type { RecordedTarget } from '../storage/recordings.ts';
import { recordedModel } from '../storage/recordings.ts';
import { languageModelProvider } from './language-models.ts';
import { LANGUAGE_MODELS, type ModelChoice } from './model-spec.ts';

/** A model on offer. */
export interface Offer extends ModelChoice {
  readonly label: string;
  /** A few words beside the label. */
  readonly description: string;
  /** How many answers of it are recorded; absent for models that answer as often as they are asked. */
  readonly recordedRuns?: number;
}

/** The models of one provider, or why there are none. */
export interface OfferGroup {
  readonly id: string;
  readonly heading: string;
  readonly offers: readonly Offer[];
  /** One sentence; `null` when the models could be listed. */
  readonly problem: string | null;
  /** The service whose key may be what is wrong. */
  readonly endpoint?: Endpoint;
}

/** Longest wait for one provider's list, ms. */
const LIST_TIMEOUT_MS = 8_000;

/** The services that can be asked now: those with a key, and those that need none. */
export async function reachable(endpoints: readonly Endpoint[], keys: KeyStore): Promise<readonly Endpoint[]> {
  const usable = await Promise.all(
    endpoints.map(async (endpoint) => {
      const needsKey = endpoint.definition.key === 'required' && endpoint.baseUrl === null;
      return !needsKey || (await keys.sourceOf(endpoint)) !== null;
    }),
  );
  return endpoints.filter((_, at) => usable[at]);
}

/** The models a service lists. Never rejects: what went wrong is part of the group. */
export async function offersOf(endpoint: Endpoint, keys: KeyStore): Promise<OfferGroup> {
  const { id, label: heading, baseUrl, definition } = endpoint;
  return listed({ id, heading, endpoint }, async (signal) => {
    const module = await definition.load();
    const provider = module.create({ baseUrl, key: await keys.keyFor(endpoint) });
    return provider.listModels(signal);
  });
}

/** The models of VS Code itself. */
export async function languageModelOffers(): Promise<OfferGroup> {
  return listed({ id: LANGUAGE_MODELS, heading: 'VS Code language models' }, (signal) =>
    languageModelProvider().listModels(signal),
  );
}

/** Models that only pretend. */
export async function simulatedOffers(): Promise<OfferGroup> {
  return listed({ id: 'simulated', heading: 'Simulated: no model is asked' }, async (signal) => {
    const module = await findProvider('simulated')?.load();
    return module ? module.create({ baseUrl: null, key: null }).listModels(signal) : [];
  });
}

/** Recorded answers to exactly the prompt that is probed. */
export function recordedOffers(targets: readonly RecordedTarget[]): OfferGroup {
  return {
    id: 'recorded',
    heading: 'Recorded: published answers to this prompt',
    problem: null,
    offers: targets.map(({ recording, target, runs }) => ({
      spec: `recorded:${recordedModel(recording, target)}`,
      label: target.label,
      description: `recorded · ${runs} answers${recording.provenance ? ` · ${recording.provenance.title}` : ''}`,
      recordedRuns: runs,
    })),
  };
}

interface Listed {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

async function listed(
  about: Pick<OfferGroup, 'id' | 'heading' | 'endpoint'>,
  list: (signal: AbortSignal) => Promise<readonly Listed[]>,
): Promise<OfferGroup> {
  try {
    const models = await list(AbortSignal.timeout(LIST_TIMEOUT_MS));
    const offers = models.map(({ id, label, detail }) => ({
      spec: `${about.id}:${id}`,
      label,
      description: [about.id === 'simulated' || label === id ? '' : id, detail]
        .filter((part) => part !== '')
        .join(' · '),
    }));
    return { ...about, offers, problem: null };
  } catch (error) {
    return { ...about, offers: [], problem: problemOf(error) };
  }
}

/** Providers promise one plain sentence; a timeout has words of its own. */
function problemOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'The list of models did not come in time.';
  return error instanceof Error && error.message !== ''
    ? error.message
    : `The models could not be listed (${kindOf(error)}).`;
}
