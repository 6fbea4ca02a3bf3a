import { parametersOf } from '../core/prompt/render.ts';
import type { Condition, RunHeader, RunRecord, Target } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import type { Provider } from '../core/ports.ts';
import type { ProviderDefinition } from './definition.ts';
import { findProvider, PROVIDERS } from './registry.ts';
import { keyMissing } from './wire/unavailable.ts';

/** What connecting needs from a shell. */
export interface ConnectOptions {
  /** The key for this provider at this base URL (`null`: the vendor's own), or `null` when there is none. */
  readonly keyFor: (provider: string, baseUrl: string | null) => Promise<string | null>;
  /** The run that a target of `recorded` replays. */
  readonly recordingFor: (target: Target) => Promise<RunRecord>;
  readonly fetch?: typeof globalThis.fetch;
  /** Servers the user named (`ollama`) resolve to `compatible` here; asked before the registry. */
  readonly definitionFor?: (provider: string) => ProviderDefinition | undefined;
  /** Provider id -> instance, for providers that a shell brings (the editor's own models). */
  readonly extra?: ReadonlyMap<string, Provider>;
  /** When given, recordings that do not hold what it asks for and parameters that its conditions may not set are refused at once, before anything is sent. */
  readonly header?: Pick<RunHeader, 'conditions' | 'trialsPerCell'>;
}

/** Who answers each target, and which targets share a limit. */
export interface Connections {
  /** By target id. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** Target id -> lane: one for each origin and key. Never holds the key. */
  readonly lanes: ReadonlyMap<string, string>;
}

/**
 * Makes one provider for each provider id, base URL and key, and loads only the files that are needed. Sends
 * nothing. A target whose key is missing gets a provider that says so; what no run can mend throws a `UsageError`.
 */
export async function connect(targets: readonly Target[], options: ConnectOptions): Promise<Connections> {
  const connector = new Connector(options);
  const providers = new Map<string, Provider>();
  const lanes = new Map<string, string>();
  for (const target of targets) {
    const { provider, lane } = await connector.connect(target);
    providers.set(target.id, provider);
    lanes.set(target.id, lane);
  }
  return { providers, lanes };
}

interface Connection {
  readonly provider: Provider;
  readonly lane: string;
}

class Connector {
  private readonly options: ConnectOptions;
  /** One for each provider id, base URL and key. */
  private readonly made = new Map<string, Provider>();
  /** Keys stand in lanes by the order in which they were first seen. */
  private readonly keys: (string | null)[] = [];

  constructor(options: ConnectOptions) {
    this.options = options;
  }

  async connect(target: Target): Promise<Connection> {
    const brought = this.options.extra?.get(target.provider);
    if (brought) return { provider: brought, lane: laneOf(brought, target) };
    const definition = this.options.definitionFor?.(target.provider) ?? findProvider(target.provider);
    if (!definition) throw new UsageError(unknownProvider(target.provider));
    checkParameters(target, this.options.header?.conditions ?? [], definition);
    switch (definition.kind) {
      case 'network':
        return this.network(target, definition);
      case 'recorded':
        return { provider: await this.recorded(target, definition), lane: target.id };
      case 'simulated':
        return {
          provider: await this.once(target.provider, definition, { baseUrl: null, key: null }),
          lane: target.id,
        };
    }
  }

  private async network(target: Target, definition: ProviderDefinition): Promise<Connection> {
    const { provider: id, baseUrl } = target;
    const address = baseUrl ?? definition.vendorBaseUrl;
    if (address === null) {
      throw new UsageError(`The provider “${id}” needs a base URL, such as http://localhost:11434/v1.`);
    }
    const key = (await this.options.keyFor(id, baseUrl))?.trim() || null;
    const lane = `${new URL(address).origin} ${this.keyNumber(key)}`;
    if (key === null && definition.key === 'required' && baseUrl === null) {
      return { provider: keyMissing(id, definition.label), lane };
    }
    return { provider: await this.once(`${id} ${baseUrl} ${this.keyNumber(key)}`, definition, { baseUrl, key }), lane };
  }

  private async recorded(target: Target, definition: ProviderDefinition): Promise<Provider> {
    const recording = await this.options.recordingFor(target);
    const { header } = this.options;
    if (header) {
      const { refusalOf } = await import('./recorded.ts');
      const refusal = refusalOf(recording, target.model, header.conditions, header.trialsPerCell);
      if (refusal !== null) throw new UsageError(refusal);
    }
    return (await definition.load()).create({ baseUrl: null, key: null, recording });
  }

  private async once(
    name: string,
    definition: ProviderDefinition,
    { baseUrl, key }: { readonly baseUrl: string | null; readonly key: string | null },
  ): Promise<Provider> {
    const { fetch } = this.options;
    const provider = this.made.get(name) ?? (await definition.load()).create({ baseUrl, key, ...(fetch && { fetch }) });
    this.made.set(name, provider);
    return provider;
  }

  private keyNumber(key: string | null): number {
    const known = this.keys.indexOf(key);
    return known === -1 ? this.keys.push(key) - 1 : known;
  }
}

function laneOf(provider: Provider, { provider: id, model }: Target): string {
  const limit = provider.laneOf?.(model);
  return limit === undefined ? id : `${id} ${limit}`;
}

function unknownProvider(id: string): string {
  return `There is no provider “${id}”; there are ${PROVIDERS.map((definition) => definition.id).join(', ')}.`;
}

function checkParameters(
  target: Target,
  conditions: readonly Condition[],
  { reservedParameters, label }: ProviderDefinition,
): void {
  const all = [target.parameters, ...conditions.map((condition) => parametersOf(target, condition))];
  const reserved = all.flatMap(Object.keys).find((name) => reservedParameters.includes(name));
  if (reserved !== undefined) {
    throw new UsageError(`“${reserved}” cannot be set as a parameter of ${label}; leave it out.`);
  }
}
