import type { Provider } from '../core/ports.ts';
import type { ProviderOptions } from './definition.ts';
import { chatProvider } from './wire/chat-completions.ts';
import { serverName } from './wire/sealed.ts';

const VENDOR_URL = 'https://api.openai.com/v1';

/** OpenAI's own service, or a server that stands in for it. */
export function create(options: ProviderOptions): Provider {
  const baseUrl = options.baseUrl ?? VENDOR_URL;
  return chatProvider({ id: 'openai', server: serverName('OpenAI', options), baseUrl }, options);
}
