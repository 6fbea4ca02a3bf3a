import { figure, list, plural } from '../../core/text/prose.ts';

const PER_MILLION = '(US dollars per million tokens)';
const prices = (specs: readonly string[]): string => specs.map((spec) => `--price ${spec}=IN/OUT`).join(' ');

/** What is said before and while something is sent: prompts, costs, keys, addresses, recordings. `spec` is `PROVIDER:MODEL`. */
export const SENDING = {
  note: (sentence: string) => `Note: ${sentence}`,
  nothingSent: 'Nothing was sent.',
  prompt: {
    /** `file`: `null` for the standard input. */
    none: (file: string | null) => `There is no prompt in ${file ?? 'the standard input'}.`,
    ignored: (file: string, asks: readonly string[]) =>
      `${file} asks for ${asks.join(', ')}, which a run does not follow: use --target, --temperature and --max-tokens.`,
    noTargets: 'The probe file names no targets; add them there, or name models with --target PROVIDER:MODEL.',
    tooLarge: (name: string) => `${name} is larger than 1 MB.`,
    noFile: (file: string) => `Cannot read ${file}: there is no such file.`,
    leadsOut: (file: string) =>
      `${file} is a link to a place outside the folder of the probe file; put the text into the folder itself.`,
    onlyEditor: 'Only the editor can ask the models of VS Code; run the file there, or name others with --target.',
    mistakes: (count: number) =>
      `There ${count === 1 ? 'is a mistake' : `are ${String(count)} mistakes`} in the probe file.`,
  },
  recordings: {
    noPrompt: 'This recording does not say which prompt it answers; `analyze` reports on it all the same.',
    differ: 'These recordings answer different prompts; replay those of one prompt at a time.',
    differBetween: (file: string, other: string) =>
      `${file} and ${other} answer different prompts; replay one of them at a time, or name the prompt with --prompt.`,
    system: (file: string) => `--system goes with one prompt, and ${file} answers several; leave it out.`,
    tooFew: (file: string, runs: number, target: string) =>
      `${file} holds ${plural(runs, 'run')} of ${target}; ask for at most as many with --runs.`,
    noTarget: (file: string, wanted: string, guess: string) => `${file} holds no target "${wanted}"${guess}`,
    /** Where no name is like it. */
    holds: (targets: readonly string[]) => `; it holds ${targets.join(', ')}.`,
    empty: (file: string, target: string) => `${file} holds no answer of ${target} that could be replayed.`,
    none: (target: string) => `There is no recording for ${target}.`,
    where: (target: string, file: string) =>
      `${target} replays the file ${file}: say where it is with --recording FOLDER/${file}.`,
    noModels: 'Recorded runs are files: --target recorded:FILE replays one.',
  },
  parameters: {
    reserved: (provider: string, name: string) =>
      `--param ${provider}:${name} cannot be set: the probe itself sends it.`,
    noTarget: (provider: string, name: string, guess: string) =>
      `--param ${provider}:${name} names a provider that no --target asks${guess}`,
    recorded: (provider: string, name: string) => `--param ${provider}:${name}: recorded answers take no parameters.`,
    leftOut: (provider: string, option: string) => `${provider} has no such setting: --${option} is not used there.`,
  },
  cost: {
    question: (calls: string, cost: string) => `Send ${calls}${cost}? [y/N] `,
    calls: (calls: number) => plural(calls, 'call'),
    mostCalls: (calls: number) => `up to ${plural(calls, 'call')}`,
    upTo: (price: string) => ` for up to ${price}`,
    unknown: ' at an unknown cost',
    tooMuch: (price: string) => `This may cost ${price}: add --yes to send it anyway, or --budget USD to limit it.`,
    unknownPrice: (specs: readonly string[]) =>
      `The cost is not known: add --yes to send it anyway, or give the price with ${prices(specs)} ${PER_MILLION}.`,
    unasked: (spec: string, guess: string) => `--price ${spec}=... names a model that this run does not ask${guess}`,
    budget: (specs: readonly string[]) =>
      `--budget cannot be kept, as the ${specs.length === 1 ? 'price' : 'prices'} of ${specs.join(', ')} ${specs.length === 1 ? 'is' : 'are'} not known: add ${prices(specs)} ${PER_MILLION}.`,
  },
  keys: {
    /** `variable`: `null` where the provider has none of its own. */
    missing: (provider: string, variable: string | null) =>
      `set ${variable ?? 'a key'}, or name another variable with --api-key ${provider}=VARIABLE`,
    none: (provider: string, how: string) => `There is no key for ${provider}: ${how}.`,
    addBaseUrl: (provider: string) => `add --base-url ${provider}=URL`,
    /** `vendors`: the variable that goes to the vendor's own address. */
    hint: (provider: string, vendors: string | null) =>
      `name the variable that holds the key for this address with --api-key ${provider}=VARIABLE${vendors === null ? '' : ` (${vendors} is sent to the vendor's own address only)`}`,
    asksFor: (provider: string, hint: string) => `${provider} asks for a key: ${hint}.`,
    toSend: (hint: string) => ` To send one, ${hint}.`,
  },
  addresses: {
    noServer: (provider: string) => `The run gives ${provider} an address, but it has no server.`,
    unnamed: (provider: string, others: number, own: string) =>
      `The run asks ${provider} at ${others === 0 ? own : `${String(others + 1)} addresses, one of them ${own}`}, and a run file does not choose where a key goes: say with --base-url ${provider}=URL which address gets it, or leave out --api-key ${provider}.`,
    asRunSays: (provider: string, url: string) => `${provider} is asked at ${url}, as the run says, without a key.`,
    onlyEditor: (target: string) =>
      `${target} is a model of VS Code, which only the editor can ask; open the run there to resume it.`,
  },
  models: {
    timedOut: (seconds: string) => `no list of models came within ${seconds} s; --timeout allows more`,
  },
  meaning: {
    noModel: (option: string, spec: string, label: string) =>
      `--${option} ${spec}: ${label.toLowerCase()} cannot say what answers mean; name a model of a server.`,
    noEmbeddings: (label: string, spec: string) =>
      `${label} offers no embeddings: name a model of another provider with --embed, or let one of its models judge with --judge ${spec}.`,
    /** `left`: of the budget; `null` for all of it. */
    overBudget: (cost: string, left: string | null, budget: string) =>
      `Grouping by meaning may cost ${cost}, more than the ${left === null ? '' : `${left} that is left of the `}budget of ${budget}; set a larger --budget.`,
    instead: (why: string, isFoundEarlier: boolean) =>
      `${why} The answers are grouped by ${isFoundEarlier ? 'what was found earlier' : 'their wording'} instead.`,
    notAsked: 'The run was interrupted, so no model was asked what the answers mean.',
    interrupted: 'Asking what the answers mean was interrupted.',
    neverAsked:
      'No model was asked what the answers of this run mean: ask one with --embed PROVIDER:MODEL or --judge PROVIDER:MODEL.',
    held: 'The run file that --format json prints holds the result, so no model needs to be asked again.',
  },
  until: {
    announced: (first: number, most: string, looks: string) =>
      `Until settled: from ${plural(first, 'run')} of each model to at most ${most}; it is looked at after ${looks}`,
    notYet: (runs: number, open: readonly string[], next: number) =>
      `Not settled after ${plural(runs, 'run')}: ${open.join(' and ')}. Continuing to ${figure(next)}.`,
  },
  rewrites: {
    planned: (names: readonly string[], second: number) =>
      `Tries ${plural(names.length, 'rewrite')}: ${names.join(', ')}. The last ${plural(second, 'call')} confirm the best one beside the prompt as it stands, and are sent only if one is better.`,
    leftOut: (name: string) => `"${name}" would change nothing for these models, so it is not tried.`,
    noBest: 'No rewrite is better for certain, so none is confirmed.',
    confirming: (name: string, calls: number) =>
      `"${name}" is the best so far. Confirming it with ${plural(calls, 'fresh call')}.`,
  },
  screening: {
    /** `rows`: of the design; 0 where all parts are checked. */
    leftOut: (sentences: number, parts: number, rows: number) =>
      `${plural(sentences, 'sentence or list item', 'sentences and list items')} may be left out${parts < sentences ? `, in ${figure(parts)} groups of neighbours` : ''}${rows === 0 ? '' : ` (${figure(rows)} versions of the prompt, a Plackett-Burman design)`}.`,
    stays: (text: string, isTask: boolean) =>
      `${text} stays in every version${isTask ? ', as it says what to do' : ''}.`,
    blocks: (count: number) =>
      `${plural(count, 'heading, tag or block of code stays', 'headings, tags and blocks of code stay')} in every version.`,
    checked: (parts: readonly string[]) => `Checking ${list(parts)} in fresh runs.`,
  },
  /** `isMost`: some conditions have fewer runs. */
  size: (models: number, conditions: number, runs: number, isMost = false) =>
    `${plural(models, 'model')}${conditions > 1 ? ` × ${plural(conditions, 'condition')}` : ''} × ${isMost ? 'up to ' : ''}${plural(runs, 'run')}`,
  done: (size: string, done: number, calls: number) => `${size}, ${figure(done)} of ${plural(calls, 'call')} are done.`,
  left: (calls: number) => ` ${plural(calls, 'call')} left.`,
  calls: (calls: number, size: string) => `${plural(calls, 'call')}: ${size}.`,
  stopping: 'Stopping; the answers so far are kept. Press Ctrl+C again to quit at once.',
  stopped: (why: string) => `Stopped: ${why}`,
} as const;
