import type { RunRecord } from '../core/model/run.ts';
import type { Provider } from '../core/ports.ts';

/** What one instance of a provider is made from. */
export interface ProviderOptions {
  /** `null` for the vendor's own URL. Otherwise as the vendor's SDK takes it (OpenAI's ends in `/v1`). */
  readonly baseUrl: string | null;
  /** `null` sends no key at all. */
  readonly key: string | null;
  /** The network; Node's own HTTP when absent (`wire/node-fetch.ts`). */
  readonly fetch?: typeof globalThis.fetch;
  /** What `recorded` replays. */
  readonly recording?: RunRecord;
}

/** What a provider's file exports besides its own names; loaded only when a run needs it. */
export interface ProviderModule {
  /** Makes an instance for one origin and one key. Sends nothing. */
  create(options: ProviderOptions): Provider;
}

/** What API name a common setting has here; `null` when the provider has no such setting. */
export interface ParameterNames {
  readonly temperature: string | null;
  readonly maxTokens: string | null;
  readonly topP: string | null;
  readonly seed: string | null;
}

/** A provider as pickers, settings and the command line know it, without its SDK. */
export interface ProviderDefinition {
  /** Kebab-case; the part of a target before the colon. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'network' | 'recorded' | 'simulated';
  /** Where the vendor's own service is; `null` when there is none. */
  readonly vendorBaseUrl: string | null;
  /** Environment variable that holds the key for the vendor's own URL, and for no other. */
  readonly keyVariable: string | null;
  /** `required` holds for the vendor's own URL; another base URL may do without a key. */
  readonly key: 'required' | 'optional' | 'none';
  /** `vendor`: the vendor's own unless another one is given. */
  readonly baseUrl: 'vendor' | 'required' | 'none';
  /** Whether its API has embeddings (`Provider.embed`); whether a model of it is one, only the server knows. */
  readonly embeds: boolean;
  readonly parameterNames: ParameterNames;
  /** Names under which this provider sends what is not a parameter; a user cannot set them. */
  readonly reservedParameters: readonly string[];
  load(): Promise<ProviderModule>;
}
