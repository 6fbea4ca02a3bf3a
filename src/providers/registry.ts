import type { ParameterNames, ProviderDefinition } from './definition.ts';

const NO_PARAMETERS: ParameterNames = { temperature: null, maxTokens: null, topP: null, seed: null };
/** What is reached without a server: there is nothing to address, to unlock or to set. */
const WITHOUT_SERVER = {
  vendorBaseUrl: null,
  keyVariable: null,
  key: 'none',
  baseUrl: 'none',
  embeds: false,
  parameterNames: NO_PARAMETERS,
  reservedParameters: [],
} as const;
// `n` and `candidateCount` would bring several answers in one call, and a trial is one call.
const CHAT_RESERVED = ['model', 'messages', 'n', 'stream', 'stream_options'];

/** Every provider that ships with the product. A new one is one file and one entry here. */
export const PROVIDERS = [
  {
    id: 'openai',
    label: 'OpenAI',
    kind: 'network',
    vendorBaseUrl: 'https://api.openai.com/v1',
    keyVariable: 'OPENAI_API_KEY',
    key: 'required',
    baseUrl: 'vendor',
    embeds: true,
    parameterNames: {
      temperature: 'temperature',
      maxTokens: 'max_completion_tokens',
      topP: 'top_p',
      seed: 'seed',
    },
    reservedParameters: CHAT_RESERVED,
    load: () => import('./openai.ts'),
  },
  {
    id: 'anthropic',
    label: 'Anthropic',
    kind: 'network',
    vendorBaseUrl: 'https://api.anthropic.com',
    keyVariable: 'ANTHROPIC_API_KEY',
    key: 'required',
    baseUrl: 'vendor',
    embeds: false,
    parameterNames: { temperature: 'temperature', maxTokens: 'max_tokens', topP: 'top_p', seed: null },
    reservedParameters: ['model', 'messages', 'system', 'stream'],
    load: () => import('./anthropic.ts'),
  },
  {
    id: 'google',
    label: 'Google Gemini',
    kind: 'network',
    vendorBaseUrl: 'https://generativelanguage.googleapis.com',
    keyVariable: 'GEMINI_API_KEY',
    key: 'required',
    baseUrl: 'vendor',
    embeds: true,
    parameterNames: { temperature: 'temperature', maxTokens: 'maxOutputTokens', topP: 'topP', seed: 'seed' },
    reservedParameters: ['systemInstruction', 'candidateCount', 'httpOptions', 'abortSignal', 'automaticContinuation'],
    load: () => import('./google.ts'),
  },
  {
    id: 'compatible',
    label: 'OpenAI-compatible server',
    kind: 'network',
    vendorBaseUrl: null,
    keyVariable: null,
    key: 'optional',
    baseUrl: 'required',
    embeds: true,
    parameterNames: { temperature: 'temperature', maxTokens: 'max_tokens', topP: 'top_p', seed: 'seed' },
    reservedParameters: CHAT_RESERVED,
    load: () => import('./compatible.ts'),
  },
  {
    id: 'recorded',
    label: 'Recorded run',
    kind: 'recorded',
    ...WITHOUT_SERVER,
    load: () => import('./recorded.ts'),
  },
  {
    id: 'simulated',
    label: 'Simulated models',
    kind: 'simulated',
    ...WITHOUT_SERVER,
    load: () => import('./simulated.ts'),
  },
] as const satisfies readonly ProviderDefinition[];

/** The provider with this id, or `undefined`. */
export function findProvider(id: string): ProviderDefinition | undefined {
  return PROVIDERS.find((definition) => definition.id === id);
}
