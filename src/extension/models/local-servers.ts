import { staysOnMachine } from '../../providers/own-machine.ts';
import type { Endpoint } from '../config/endpoints.ts';
import { endpointsOf } from '../config/endpoints.ts';
import { STRINGS } from '../strings.ts';

/** A server of models that listens on a usual port of this machine. */
export interface LocalServer {
  /** As it would be named in the setting. */
  readonly name: string;
  readonly label: string;
  readonly port: number;
}

export const LOCAL_SERVERS: readonly LocalServer[] = [
  { name: 'ollama', label: 'Ollama', port: 11434 },
  { name: 'lmstudio', label: 'LM Studio', port: 1234 },
  { name: 'llamacpp', label: 'llama.cpp', port: 8080 },
  { name: 'vllm', label: 'vLLM', port: 8000 },
];

/** The base URL of a server on this machine: by number, which no resolver can send elsewhere. */
export function addressOf({ port }: Pick<LocalServer, 'port'>): string {
  return `http://127.0.0.1:${port}/v1`;
}

/** The usual servers that are not in the settings, as they would be there. */
export function unnamedServers(
  known: readonly Endpoint[],
  servers: readonly LocalServer[] = LOCAL_SERVERS,
): readonly Endpoint[] {
  const ports = new Set(known.flatMap(({ baseUrl }) => (baseUrl === null ? [] : portOf(baseUrl))));
  const names = new Set(known.map(({ id }) => id));
  const settings = servers
    .filter(({ name, port }) => !ports.has(String(port)) && !names.has(name))
    .map((server) => [server.name, addressOf(server)] as const);
  const { all } = endpointsOf(Object.fromEntries(settings));
  return all
    .filter(({ baseUrl }) => baseUrl !== null)
    .map((endpoint) => {
      const server = servers.find(({ name }) => name === endpoint.id);
      return { ...endpoint, label: STRINGS.models.lists.onThisComputer(server?.label ?? endpoint.id) };
    });
}

function portOf(baseUrl: string): readonly string[] {
  const { port } = new URL(baseUrl);
  return staysOnMachine({ baseUrl }) ? [port] : [];
}
