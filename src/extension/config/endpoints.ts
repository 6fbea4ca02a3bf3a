import type { ProviderDefinition } from '../../providers/definition.ts';
import { findProvider, PROVIDERS } from '../../providers/registry.ts';
import { originOf } from '../keys/bound-key.ts';
import { withoutTrailing } from '../../core/trailing.ts';
import { STRINGS } from '../strings.ts';

/** A service that models are reached through, under the name that stands before the colon of a target. */
export interface Endpoint {
  readonly id: string;
  readonly label: string;
  readonly definition: ProviderDefinition;
  /** `null` for the vendor's own. */
  readonly baseUrl: string | null;
  /** Scheme, host and port: what a key is bound to. */
  readonly origin: string;
}

/** The services on offer, and what is wrong with the ones that are not. */
export interface Endpoints {
  readonly all: readonly Endpoint[];
  /** One sentence a setting that cannot be used. */
  readonly problems: readonly string[];
}

/** Ids that name no server of the user's. */
const RESERVED = new Set(['recorded', 'simulated', 'vscode']);

/** The vendors, at their own or another address, and the servers the user named. */
export function endpointsOf(servers: Readonly<Record<string, string>>): Endpoints {
  const problems: string[] = [];
  const usable = new Map<string, string>();
  for (const [name, url] of Object.entries(servers)) {
    const problem = problemOf(name, url);
    if (problem === null) usable.set(name, withoutTrailing(url.trim(), /\//));
    else problems.push(problem);
  }
  const vendors = PROVIDERS.flatMap((definition: ProviderDefinition) => {
    if (definition.vendorBaseUrl === null) return [];
    const baseUrl = usable.get(definition.id) ?? null;
    usable.delete(definition.id);
    return [endpoint(definition.id, definition.label, definition, baseUrl)];
  });
  const compatible = findProvider('compatible');
  const named = compatible ? [...usable].map(([name, baseUrl]) => endpoint(name, name, compatible, baseUrl)) : [];
  return { all: [...vendors, ...named], problems };
}

function endpoint(id: string, label: string, definition: ProviderDefinition, baseUrl: string | null): Endpoint {
  const origin = originOf(baseUrl ?? definition.vendorBaseUrl ?? '');
  const host = baseUrl === null ? '' : ` (${new URL(baseUrl).host})`;
  return { id, label: label + host, definition, baseUrl, origin };
}

function problemOf(name: string, url: string): string | null {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) return STRINGS.models.server.badName(name);
  return RESERVED.has(name) ? STRINGS.models.server.takenName(name) : baseUrlProblem(url, name);
}

/** Why no server can be at this address; `null` when one can. `name`: of a server of the settings. */
export function baseUrlProblem(url: string, name: string | null = null): string | null {
  const { badUrl } = STRINGS.models.server;
  let parsed: URL;
  try {
    parsed = new URL(url.trim());
  } catch {
    return badUrl(name, 'incomplete');
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return badUrl(name, 'scheme');
  const { username, password, search, hash } = parsed;
  return [username, password, search, hash].every((part) => part === '') ? null : badUrl(name, 'secrets');
}
