import { UsageError } from '../core/model/usage-error.ts';
import type { Provider } from '../core/ports.ts';
import type { ProviderOptions } from './definition.ts';
import { chatProvider } from './wire/chat-completions.ts';

/** Any server that speaks OpenAI's chat completions: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter. */
export function create(options: ProviderOptions): Provider {
  const { baseUrl } = options;
  if (baseUrl === null) {
    throw new UsageError('An OpenAI-compatible server needs a base URL, such as http://localhost:11434/v1.');
  }
  const server = `the server at ${new URL(baseUrl).host}`;
  return chatProvider({ id: 'compatible', server, baseUrl }, options);
}
