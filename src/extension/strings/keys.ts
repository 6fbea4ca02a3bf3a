/** Keys and servers. `label` is the name of a service. */
export const KEYS = {
  title: (label: string) => `API key for ${label}`,
  prompt: (origin: string) => `The key is kept in VS Code's secret storage and sent to ${origin} only.`,
  placeholder: 'Paste the key',
  missing: 'Paste the key here.',
  malformed: 'A key has no spaces, line breaks or special letters; copy it again.',
  /** Behind the reason why a key or an address does not work. */
  keepAnyway: (failure: string) => `${failure} Change it, or press Enter again to keep it as it is.`,
  stored: (label: string) => `The key for ${label} is in VS Code's secret storage.`,
  none: 'No key is stored. Keys in environment variables are cleared where they are set.',
  clear: 'Clear API Key',
  which: 'Which key should be removed?',
  removed: (label: string) => `The key for ${label} was removed.`,
  set: {
    title: 'Set API Key',
    placeholder: 'For which service? Servers of your own are in the setting convergenceProbe.servers.',
    stored: 'key set',
    fromEnvironment: (variable: string | null) => `key from ${variable ?? 'the environment'}`,
    otherAddress: 'the stored key is for another address',
    none: 'no key',
    notNeeded: 'no key; needs none unless it asks for one',
  },
  manage: {
    title: 'Manage Keys and Servers',
    set: '$(key) Set a key…',
    setDetail: 'For OpenAI, Anthropic, Google Gemini or a server of yours. It stays in the secret storage of VS Code.',
    clear: '$(trash) Clear a key…',
    clearDetail: 'Removes a stored key.',
    addServer: '$(server) Add a server…',
    addServerDetail: 'Any OpenAI-compatible address: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter.',
  },
} as const;
