import type * as vscode from 'vscode';
import type { Endpoint } from '../config/endpoints.ts';
import { bindKey, originOf, secretName, unbindKey } from './bound-key.ts';

/** Where a key came from. */
export type KeySource = 'stored' | 'environment';

/** Keys, in the editor's secret storage or in the environment; nowhere else. */
export class KeyStore {
  private readonly secrets: vscode.SecretStorage;
  private readonly environment: Readonly<Record<string, string | undefined>>;

  constructor(secrets: vscode.SecretStorage, environment: Readonly<Record<string, string | undefined>>) {
    this.secrets = secrets;
    this.environment = environment;
  }

  /** The key for a service, or `null`. The environment counts only for the vendor's own address. */
  async keyFor(endpoint: Endpoint): Promise<string | null> {
    const stored = unbindKey(await this.secrets.get(secretName(endpoint.id)), endpoint.origin);
    return stored ?? this.environmentKey(endpoint);
  }

  /** Where the key for a service is, or `null` when there is none. */
  async sourceOf(endpoint: Endpoint): Promise<KeySource | null> {
    if (unbindKey(await this.secrets.get(secretName(endpoint.id)), endpoint.origin) !== null) return 'stored';
    return this.environmentKey(endpoint) === null ? null : 'environment';
  }

  /** Stores a key for a service at its present address. */
  async set(endpoint: Endpoint, key: string): Promise<void> {
    await this.secrets.store(secretName(endpoint.id), bindKey(key, endpoint.origin));
  }

  /** Forgets the stored key of a service, whatever address it was for. */
  async clear(id: string): Promise<void> {
    await this.secrets.delete(secretName(id));
  }

  /** Whether anything is stored for a service, also for an earlier address. */
  async isStored(id: string): Promise<boolean> {
    return (await this.secrets.get(secretName(id))) !== undefined;
  }

  private environmentKey({ definition, baseUrl }: Endpoint): string | null {
    const { keyVariable, vendorBaseUrl } = definition;
    if (keyVariable === null || vendorBaseUrl === null) return null;
    if (baseUrl !== null && originOf(baseUrl) !== originOf(vendorBaseUrl)) return null;
    return this.environment[keyVariable]?.trim() || null;
  }
}
