/**
 * What is wrong with a command line, and all else that is said before a command is loaded: it imports nothing. `option` is a
 * name without its dashes; `guess` ends the sentence, see `didYouMean`.
 */
export const ARGUMENTS = {
  input: 'The standard input',
  defect: 'this is a defect of the program, please report it.',
  /** Behind an unknown word. */
  didYouMean: (word: string) => `; did you mean ${word}?`,
  noCommand:
    'Say what to do: run, rewrite, blame, resume, analyze, compare, check, models or mcp (--help explains them).',
  unknownCommand: (name: string, guess: string) => `Unknown command "${name}"${guess}`,
  unknownOption: (name: string, guess: string) => `Unknown option ${name}${guess}`,
  laterOption: (option: string) => `\`--${option}\` is not available in this version.`,
  unexpected: (command: string, word: string) =>
    `\`${command}\` does not know what to do with "${word}"; is it missing its quotes or an option before it?`,
  onlyOne: (command: string, what: string, second: string) =>
    `\`${command}\` takes one ${what} at a time and does not know what to do with "${second}".`,
  noValue: (option: string) => `--${option} takes no value.`,
  needsValue: (option: string, example: string, looksLikeOption: boolean) =>
    `--${option} needs a value, for example --${option} ${example}${looksLikeOption ? ` (a value that begins with a dash is written --${option}=VALUE)` : ''}.`,
  once: (option: string) => `--${option} may be given only once.`,
  twice: (option: string, name: string) => `--${option} was given twice for ${name}.`,
  oneOf: (option: string, known: readonly string[], text: string, guess = '.') =>
    `--${option} takes ${known.join(', ')}, not "${text}"${guess}`,
  eitherOr: (one: string, other: string) => `Give either --${one} or --${other}, not both.`,
  format: (command: string, known: readonly string[], text: string, guess: string) =>
    `\`${command}\` takes --format ${known.join(', ')}, not "${text}"${guess}`,
  run: {
    noTarget: 'Say which models to ask: --target PROVIDER:MODEL, for example --target openai:MODEL (see `models`).',
    noPrompt: 'Say what to ask: --prompt TEXT or --prompt-file FILE.',
    notWithProbeFile: (option: string, file: string) =>
      `--${option} cannot be combined with a probe file: ${file} says what is sent.`,
    condition: '--condition is for a probe file: `run FILE.probe.yaml --condition NAME`.',
    maxRuns: '--max-runs goes with --until settled; without it, use --runs.',
    until: (text: string) => `--until takes "settled", not "${text}".`,
    untilRuns: '--until settled decides how many runs there are; set the maximum with --max-runs, not --runs.',
    untilSimulated:
      'Simulated answers get no verdict, so such a run never settles; set the number of runs with --runs.',
    untilConditions:
      '--until settled is for one prompt; choose one condition with --condition, or set the number of runs with --runs.',
  },
  rewrite: {
    noRuns: (least: number) =>
      `--runs takes at least ${String(least)} here: fewer calls do not say how much answers agree.`,
    seed: (text: string) => `--seed takes a whole number of 0 or more, not "${text}".`,
    notLive: (spec: string) =>
      `\`rewrite\` sends new prompts, which ${spec} cannot answer; name models that are asked with --target PROVIDER:MODEL.`,
  },
  blame: {
    recorded: (target: string) =>
      `blame asks models for versions of the prompt, which no recording holds: ${target} cannot be asked.`,
  },
  resume: {
    noFile: 'Say which run to resume: `resume FILE.probe.json`, or `resume JOURNAL.jsonl`.',
  },
  analyze: {
    noFile: 'Say which file to analyze: `analyze FILE` (.probe.json, promptfoo’s .json, .jsonl or .csv).',
    onlyOne: '`analyze` takes one file at a time.',
  },
  compare: {
    noFiles: 'Say which two runs to compare: `compare BEFORE.probe.json AFTER.probe.json`.',
    onlyTwo: '`compare` takes two files.',
    noMeaning: (command: string) =>
      `\`${command}\` takes --group exact, folded or lexical: what a model said about one run does not hold for two.`,
  },
  check: {
    noFiles: 'Say which runs to check, and against what: `check RUN.probe.json --baseline FILE.probe.json`.',
    noOut: (file: string) => `Say where to keep the run of ${file}: --out FOLDER.`,
    leastFactor: '--least-factor takes a number above 1, for example 1.5.',
    baselineFolder: 'With several runs, --baseline takes a folder that holds a file of the same name for each of them.',
  },
  meaning: {
    onlySemantic: (option: string, mode: string) => `--${option} is for --group semantic, not for --group ${mode}.`,
    noModel: '--group semantic needs a model to ask: add --embed PROVIDER:MODEL or --judge PROVIDER:MODEL.',
    onlyEmbed: '--same-from is for --embed PROVIDER:MODEL.',
    sameFrom: (text: string) =>
      `--same-from takes a similarity above 0 and at most 1, for example 0.85, not "${text}".`,
  },
  values: {
    target: (text: string) => `"${text}" is not a target: write PROVIDER:MODEL, for example openai:MODEL.`,
    model: (option: string, text: string) =>
      `--${option} takes PROVIDER:MODEL, for example --${option} openai:MODEL, not "${text}".`,
    parameter: '--param takes PROVIDER:NAME=VALUE, for example --param openai:top_p=0.9.',
    count: (option: string, text: string) => `--${option} takes a whole number of 1 or more, not "${text}".`,
    number: (option: string, text: string) => `--${option} takes a number, not "${text}".`,
    domain: (text: string) =>
      `--domain takes LOW..HIGH with LOW below HIGH and both within ±9007199254740991, for example --domain 1..100, not "${text}".`,
    rate: (text: string) =>
      `--rate takes a number of calls per second, minute or hour, for example 5/s, 300/min or 1000/h, not "${text}".`,
    budget: (option: string, text: string) =>
      `--${option} takes US dollars above 0, for example --${option} 0.50, not "${text}".`,
    timeout: (mostSeconds: number, text: string) =>
      `--timeout takes seconds above 0 and at most ${String(mostSeconds)}, for example --timeout 60, not "${text}".`,
    price: (text: string) =>
      `--price takes PROVIDER:MODEL=IN/OUT in US dollars per million tokens, for example --price openai:MODEL=0.15/0.60, not "${text}".`,
  },
  /** Errors do not repeat a URL, which may hold a password, nor what stands in the place of a variable's name, which may be a key. */
  servers: {
    baseUrl: '--base-url takes PROVIDER=URL, for example --base-url ollama=http://localhost:11434/v1.',
    wholeUrl: (provider: string) =>
      `The base URL of ${provider} must be a whole URL that begins with http:// or https://.`,
    secrets: (provider: string) =>
      `The base URL of ${provider} must hold no user name, password or query; name the key's variable with --api-key.`,
    apiKey:
      '--api-key takes PROVIDER=VARIABLE: the name of the environment variable that holds the key, not the key itself.',
    noServer: (provider: string) => `--base-url cannot be used with ${provider}: it has no server.`,
    noKey: (provider: string) => `--api-key cannot be used with ${provider}: it takes no key.`,
    /** `variable`: `null` for one whose name may be a key. */
    notSet: (provider: string, variable: string | null) =>
      `--api-key ${provider}=...: ${variable === null ? 'that environment variable' : `the environment variable ${variable}`} is not set; give the name of a variable that holds the key.`,
    unknown: (provider: string, guess: string) => `Unknown provider "${provider}"${guess}`,
    /** Where no name is like it. */
    ownServer: (provider: string) => `; for a server of your own add --base-url ${provider}=URL.`,
    needsUrl: (provider: string) => `${provider} needs the address of its server: --base-url ${provider}=URL.`,
  },
} as const;
