import { UsageError } from '../core/model/usage-error.ts';
import type { ProviderDefinition } from '../providers/definition.ts';
import { findProvider, PROVIDERS } from '../providers/registry.ts';
import type { ServerArguments } from './arguments/invocation.ts';
import { keyHint } from './key-hints.ts';
import { didYouMean } from './arguments/suggest.ts';
import { withoutTrailing } from '../core/trailing.ts';
import { ARGUMENTS } from './strings/arguments.ts';
import { SENDING } from './strings/sending.ts';

/** Which providers this command line knows, where they are, and which key they get. */
export class Servers {
  readonly #baseUrls: ReadonlyMap<string, string>;
  readonly #apiKeys: ReadonlyMap<string, string>;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor({ baseUrls, apiKeys }: ServerArguments, env: Readonly<Record<string, string | undefined>>) {
    this.#baseUrls = baseUrls;
    this.#apiKeys = apiKeys;
    this.#env = env;
    for (const provider of baseUrls.keys()) {
      const known = findProvider(provider);
      if (known?.baseUrl === 'none') throw new UsageError(ARGUMENTS.servers.noServer(provider));
    }
    for (const [provider, variable] of apiKeys) this.#checkKey(provider, variable);
  }

  /** Ids of all providers, those defined by `--base-url` last. */
  ids(): readonly string[] {
    return [...new Set([...PROVIDERS.map((provider) => provider.id as string), ...this.#baseUrls.keys()])];
  }

  /** What is known of a provider; a name that `--base-url` defined is an OpenAI-compatible server. */
  definition(provider: string): ProviderDefinition | undefined {
    const known = findProvider(provider);
    return known ?? (this.#baseUrls.has(provider) ? findProvider('compatible') : undefined);
  }

  /** The definition, or one sentence that says what to do. */
  demand(provider: string): ProviderDefinition {
    const definition = this.definition(provider);
    if (definition === undefined) {
      const guess = didYouMean(provider, this.ids());
      const hint = guess === '.' ? ARGUMENTS.servers.ownServer(provider) : guess;
      throw new UsageError(ARGUMENTS.servers.unknown(provider, hint));
    }
    if (definition.baseUrl === 'required' && this.baseUrl(provider) === null) {
      throw new UsageError(ARGUMENTS.servers.needsUrl(provider));
    }
    return definition;
  }

  /** Another base URL than the vendor's own; `null` otherwise. */
  baseUrl(provider: string): string | null {
    const given = this.#baseUrls.get(provider);
    const url = given === undefined ? null : withoutTrailing(given, /\//);
    return url === null || url === findProvider(provider)?.vendorBaseUrl ? null : url;
  }

  /**
   * The key for a provider at a base URL. The variables of the vendors are for the vendors' own URLs only; any other
   * server gets a key only when its command line names both its variable and its address.
   */
  key(provider: string, baseUrl: string | null): string | null {
    const named = this.#apiKeys.get(provider);
    if (named !== undefined) return baseUrl === this.baseUrl(provider) ? this.#read(named) : null;
    const own = baseUrl === null ? findProvider(provider)?.keyVariable : null;
    return own === null || own === undefined ? null : this.#read(own);
  }

  /** What is missing before this provider can be asked, as a sentence; `null` when nothing is. */
  missing(provider: string): string | null {
    const definition = this.definition(provider);
    if (definition === undefined || definition.kind !== 'network') return null;
    const baseUrl = this.baseUrl(provider);
    if (definition.baseUrl === 'required' && baseUrl === null) return SENDING.keys.addBaseUrl(provider);
    if (definition.key !== 'required' || baseUrl !== null || this.key(provider, null) !== null) return null;
    return SENDING.keys.missing(provider, definition.keyVariable);
  }

  /** How a server that asks for a key gets one; see `keyHint`. */
  keyHint(provider: string): string | null {
    if (this.baseUrl(provider) === null) return null;
    return keyHint(provider, { baseUrls: this.#baseUrls, apiKeys: this.#apiKeys });
  }

  #read(variable: string): string | null {
    // Not what every object has: `constructor` and the like are no variables.
    const value = Object.hasOwn(this.#env, variable) ? (this.#env[variable]?.trim() ?? '') : '';
    return value === '' ? null : value;
  }

  #checkKey(provider: string, variable: string): void {
    if (this.demand(provider).key === 'none') throw new UsageError(ARGUMENTS.servers.noKey(provider));
    if (this.#read(variable) !== null) return;
    // What is not plainly the name of a variable may be a key that was pasted here; it is not repeated.
    const name = /^[A-Z][A-Z0-9_]{0,63}$/.test(variable) ? variable : null;
    throw new UsageError(ARGUMENTS.servers.notSet(provider, name));
  }
}
