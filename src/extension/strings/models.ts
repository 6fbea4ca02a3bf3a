const inSettings = (name: string): string => `The server "${name}" in the setting convergenceProbe.servers`;

const URL_PROBLEMS = {
  incomplete: 'must be a whole URL, such as http://localhost:11434/v1',
  scheme: 'must begin with http:// or https://',
  secrets: 'must not hold a user name, a password or a query; use Manage Keys and Servers for its key',
} as const;

/** Choosing models, and how they are reached. */
export const MODELS = {
  titles: {
    probe: 'Probe This Prompt: which models?',
    probeFile: 'Run Probe File: which models?',
    tryPrompt: 'Try this prompt: which models?',
    rewrites: 'Try Rewrites: which models?',
    select: 'Select Models',
  },
  chosen: (names: readonly string[]) => `The next probe asks ${names.join(', ')}.`,
  picker: {
    placeholder: 'Tick one or more models, or type provider:model',
    alsoChosen: (title: string, hidden: readonly string[]) => `${title} · also chosen: ${hidden.join(', ')}`,
    setKey: 'Set API Key',
    saveSet: 'Save the ticked models as a set',
    addKey: '$(key) Add a key…',
    addKeyFor: 'OpenAI, Anthropic, Google Gemini',
    addServer: '$(server) Add a server…',
    addServerFor: 'Ollama, LM Studio, llama.cpp, vLLM, OpenRouter',
    sets: 'Sets',
    emptySet: 'no matching model in these lists',
    before: 'Chosen before',
    typed: 'As typed',
    unlisted: 'not in a list',
  },
  sets: {
    small: 'the newest small model of each service',
    bigThree: 'the newest large models of OpenAI, Anthropic and Google',
    title: 'Name of the set',
    prompt: 'It is listed in the model picker and ticks these models together.',
    tooLong: (most: number) => `A name has at most ${most} characters.`,
  },
  lists: {
    languageModels: 'VS Code language models',
    simulated: 'Simulated: no model is asked',
    recorded: 'Recorded: published answers to this prompt',
    recordedAnswers: (answers: number) => `recorded · ${answers} answers`,
    onThisComputer: (server: string) => `${server} on this computer`,
    timedOut: 'Listing the models timed out.',
    failed: (kind: string) => `The models could not be listed (${kind}).`,
    languageModelsLate: 'VS Code did not list its language models in time; try again.',
  },
  first: {
    title: 'No models yet',
    placeholder: 'How should models be reached?',
    addKeyDetail: 'For OpenAI, Anthropic or Google Gemini. It stays in the secret storage of VS Code.',
    addServerDetail:
      'Any OpenAI-compatible address: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter. No key needed for local ones.',
    languageModels: "$(copilot) Use VS Code's language models",
    languageModelsDetail: 'The models of GitHub Copilot and of other extensions. No key of your own needed.',
    recorded: '$(history) Try with recorded answers',
    recordedDetail: 'Replays published answers to this prompt. Nothing is sent anywhere.',
    sample: '$(history) Look at a recorded sample',
    sampleDetail: 'What three models answered to “Pick a random number”, fifty times each. Nothing is sent anywhere.',
    demo: '$(beaker) Demo with made-up answers',
    demoDetail:
      'Shows what happens with your prompt. The answers are simulated and mean nothing. Nothing is sent anywhere.',
    noLanguageModels:
      'VS Code offers no language models yet. Sign in to GitHub Copilot or add a model provider, then probe again.',
    manage: 'Manage Language Models',
  },
  server: {
    urlTitle: 'Base URL of the server',
    urlPrompt: 'It usually ends in /v1. Ollama, LM Studio, llama.cpp and vLLM use ports 11434, 1234, 8080 and 8000.',
    nameTitle: 'Name of the server',
    namePrompt: 'Its models are listed under this name.',
    badName: (name: string) => `${inSettings(name)} needs a name of letters, digits, dots and dashes.`,
    takenName: (name: string) => `${inSettings(name)} needs another name: this one is taken.`,
    /** `name`: of a server of the settings; `null` for an address that is being typed. */
    badUrl: (name: string | null, problem: keyof typeof URL_PROBLEMS) =>
      `The address${name === null ? '' : ` of the server "${name}" in the setting convergenceProbe.servers`} ${URL_PROBLEMS[problem]}.`,
  },
  invalid: {
    spec: (spec: string) => `"${spec}" is not a model; write it as provider:model, for example openai:gpt-6-luna.`,
    server: (provider: string) => `No server is named "${provider}"; add it to the setting convergenceProbe.servers.`,
    parameter: (name: string, spec: string) =>
      `The setting convergenceProbe.parameters cannot set "${name}" of ${spec}; remove it there.`,
    recording: (model: string) => `There is no recording ${model}; choose another model.`,
  },
  /** What VS Code asks people with, before it lets the extension use its models. */
  justification: 'Convergence Probe sends your prompt several times and compares the answers.',
} as const;
