import type { ModelInfo } from '../../core/ports.ts';
import { staysOnMachine } from '../../providers/own-machine.ts';
import { findProvider } from '../../providers/registry.ts';
import type { Endpoint } from '../config/endpoints.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { RecordedTarget } from '../storage/recordings.ts';
import { recordedModel } from '../storage/recordings.ts';
import { canChat } from './can-chat.ts';
import { languageModelProvider } from './language-models.ts';
import { isListening } from './is-listening.ts';
import { unnamedServers } from './local-servers.ts';
import { listModels, problemOf } from './try-endpoint.ts';
import { LANGUAGE_MODELS, type ModelChoice } from './model-spec.ts';
import { STRINGS } from '../strings.ts';

const { lists } = STRINGS.models;

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
  /** Whether it is a server on this machine. */
  readonly isOwnMachine?: boolean;
}

/** Longest wait for one provider's list, ms. */
const LIST_TIMEOUT_MS = 8_000;
/** Longest wait for what listens on a usual port of this machine, which may be no server of models, ms. */
const LOCAL_TIMEOUT_MS = 4_000;

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

/** What a model costs, in words; the empty string where that is not known. */
export type PriceWords = (endpoint: Endpoint, model: string) => Promise<string>;

/** The models a service lists that answer with text. Never rejects: what went wrong is part of the group. */
export async function offersOf(
  endpoint: Endpoint,
  keys: KeyStore,
  priceWords: PriceWords,
  timeoutMs = LIST_TIMEOUT_MS,
): Promise<OfferGroup> {
  const about = { id: endpoint.id, heading: endpoint.label, endpoint, isOwnMachine: staysOnMachine(endpoint) };
  const listing = await listModels(endpoint, await keys.keyFor(endpoint), timeoutMs);
  if (listing.kind === 'failed') return { ...about, offers: [], problem: listing.why };
  const models = listing.models.filter(({ id }) => canChat(id));
  const offers = models.map(async (model) => {
    const offer = offerOf(endpoint.id, model);
    const price = await priceWords(endpoint, model.id);
    return { ...offer, description: [offer.description, price].filter((part) => part !== '').join(' · ') };
  });
  return { ...about, offers: await Promise.all(offers), problem: null };
}

/** The servers of models on the usual ports of this machine that are not in the settings, with what they offer. */
export async function localOffers(
  known: readonly Endpoint[],
  keys: KeyStore,
  priceWords: PriceWords,
): Promise<readonly OfferGroup[]> {
  const found = await Promise.all(
    unnamedServers(known).map(async (endpoint) =>
      (await isListening(Number(new URL(endpoint.origin).port)))
        ? [await offersOf(endpoint, keys, priceWords, LOCAL_TIMEOUT_MS)]
        : [],
    ),
  );
  return found.flat().filter(({ offers }) => offers.length > 0);
}

/** The models of VS Code itself. */
export async function languageModelOffers(): Promise<OfferGroup> {
  return listed({ id: LANGUAGE_MODELS, heading: lists.languageModels }, (signal) =>
    languageModelProvider().listModels(signal),
  );
}

/** Models that only pretend. */
export async function simulatedOffers(): Promise<OfferGroup> {
  return listed({ id: 'simulated', heading: lists.simulated }, async (signal) => {
    const module = await findProvider('simulated')?.load();
    return module ? module.create({ baseUrl: null, key: null }).listModels(signal) : [];
  });
}

/** Recorded answers to exactly the prompt that is probed. */
export function recordedOffers(targets: readonly RecordedTarget[]): OfferGroup {
  return {
    id: 'recorded',
    heading: lists.recorded,
    problem: null,
    offers: targets.map(({ recording, target, runs }) => ({
      spec: `recorded:${recordedModel(recording, target)}`,
      label: target.label,
      description: `${lists.recordedAnswers(runs)}${recording.provenance ? ` · ${recording.provenance.title}` : ''}`,
      recordedRuns: runs,
    })),
  };
}

async function listed(
  about: Pick<OfferGroup, 'id' | 'heading' | 'endpoint'>,
  list: (signal: AbortSignal) => Promise<readonly ModelInfo[]>,
): Promise<OfferGroup> {
  try {
    const models = await list(AbortSignal.timeout(LIST_TIMEOUT_MS));
    return { ...about, offers: models.map((model) => offerOf(about.id, model)), problem: null };
  } catch (error) {
    return { ...about, offers: [], problem: problemOf(error) };
  }
}

function offerOf(provider: string, { id, label, detail }: ModelInfo): Offer {
  const name = provider === 'simulated' || label === id ? '' : id;
  return {
    spec: `${provider}:${id}`,
    label,
    description: [name, detail].filter((part) => part !== '').join(' · '),
  };
}
