import type { ProviderDefinition } from '../../providers/definition.ts';
import { findProvider, PROVIDERS } from '../../providers/registry.ts';
import { originOf } from '../keys/bound-key.ts';
import { withoutTrailing } from '../../core/trailing.ts';

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
  const setting = `The server "${name}" in the setting convergenceProbe.servers`;
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) return `${setting} needs a name of letters, digits, dots and dashes.`;
  if (RESERVED.has(name)) return `${setting} needs another name: this one is taken.`;
  let parsed: URL;
  try {
    parsed = new URL(url.trim());
  } catch {
    return `${setting} needs a whole address, such as http://localhost:11434/v1.`;
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    return `${setting} must begin with http:// or https://.`;
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '' || parsed.hash !== '') {
    return `${setting} must not hold a user name, a password or a query; use Manage Keys and Servers for its key.`;
  }
  return null;
}
