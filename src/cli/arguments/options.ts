import { REWRITES } from '../../core/design/rewrites/registry.ts';
import { DEFAULT_SCREENING_RUNS } from '../../core/model/screening-size.ts';
import { SAME_FROM } from '../../core/semantic/same-from.ts';

/** The commands and their options: parsing, errors and `--help` all read this one table. */

/** One option of a command. */
export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for its value in the help; the empty string for a switch, which takes none. */
  readonly value: string;
  /** A value that is right, for an error message. */
  readonly example: string;
  readonly about: string;
  readonly multiple: boolean;
}

/** One command. */
export interface CommandSpec {
  readonly name: 'run' | 'rewrite' | 'blame' | 'resume' | 'analyze' | 'compare' | 'check' | 'models' | 'mcp';
  readonly usage: string;
  readonly about: string;
  readonly options: readonly OptionSpec[];
}

const once = (name: string, value: string, example: string, about: string): OptionSpec => ({
  name,
  value,
  example,
  about,
  multiple: false,
});
const often = (name: string, value: string, example: string, about: string): OptionSpec => ({
  ...once(name, value, example, about),
  multiple: true,
});
const switched = (name: string, about: string): OptionSpec => once(name, '', '', about);

const ANALYSIS: readonly OptionSpec[] = [
  once('format', 'NAME', 'json', 'table, json, csv, conditions, markdown or html; default table'),
  switched('full', 'with the table: all findings and tables, not one screen'),
  once('extract', 'NAME', 'number', 'how an answer is read from an output; default auto, or as a probe file says'),
  once('domain', 'LOW..HIGH', '1..100', 'the numbers that are allowed; default: read from the prompt'),
  once(
    'group',
    'NAME',
    'folded',
    'which answers are the same: exact, folded, lexical, or semantic (as a model says); default lexical',
  ),
  switched('without-echo', 'leave answers that the prompt already holds out of the figures'),
  once('embed', 'PROVIDER:MODEL', 'openai:MODEL', 'group by meaning: ask this model for embeddings of the answers'),
  once('judge', 'PROVIDER:MODEL', 'anthropic:MODEL', 'group by meaning: ask this model which answers are the same'),
  once('same-from', 'X', '0.85', `with --embed: least similarity of answers that are the same; default ${SAME_FROM}`),
];

const SERVERS: readonly OptionSpec[] = [
  often(
    'base-url',
    'PROVIDER=URL',
    'ollama=http://localhost:11434/v1',
    'another server; a new name makes a new OpenAI-compatible provider',
  ),
  often(
    'api-key',
    'PROVIDER=VARIABLE',
    'openai=MY_KEY_VARIABLE',
    'the environment variable that holds the key, never the key itself',
  ),
];

const SENDING: readonly OptionSpec[] = [
  once('concurrency', 'N', '12', 'calls at the same time, for each provider; default 12'),
  once('rate', 'N/s', '5/s', 'most calls per second (N/min, N/h), for each provider; default: what it takes'),
  once('timeout', 'SECONDS', '60', 'longest one call may take; default 300'),
  once('budget', 'USD', '0.50', 'stop sending before the run could cost more'),
  switched('yes', 'send without a question what may cost more than $1, or nobody knows how much'),
  often(
    'price',
    'PROVIDER:MODEL=IN/OUT',
    'openai:MODEL=0.15/0.60',
    'US dollars for a million tokens, in place of the price table',
  ),
];

/** Options for sending that also hold for asking about meaning. */
const ASKING: readonly string[] = ['timeout', 'budget', 'yes', 'price'];

/** Options of the analysis that hold for comparing. */
const COMPARING: readonly string[] = ['extract', 'domain', 'group', 'without-echo'];

/** Which prompt is sent, and with what, where no probe file says it. */
const ONE_PROMPT: readonly OptionSpec[] = [
  once('prompt', 'TEXT', '"Tell me a joke"', 'the prompt'),
  once('prompt-file', 'FILE', 'joke.prompt.md', 'a file that holds the prompt; - reads standard input'),
];
const ASKED: readonly OptionSpec[] = [
  once('system', 'TEXT', '"Answer in one word."', 'the system prompt'),
  once('temperature', 'X', '0.7', 'sent only when given'),
  once('max-tokens', 'N', '500', 'longest answer, in tokens; sent only when given'),
  often('param', 'PROVIDER:NAME=VALUE', 'openai:top_p=0.9', 'any other parameter, under the name its API gives it'),
];

/** Templates of rewrites of one direction, as `--rewrites` takes them. */
const rewriteNames = (want: 'many' | 'one'): string =>
  REWRITES.filter((template) => template.want === want)
    .map(({ id, isUsual }) => (isUsual ? id : `${id} (only when named)`))
    .join(', ');

const OUT = once('out', 'FILE.probe.json', 'joke.probe.json', 'save the run with its report');

/** All commands. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'run',
    usage: 'run (FILE.probe.yaml | (--prompt TEXT | --prompt-file FILE) --target PROVIDER:MODEL ...) [options]',
    about:
      'Send a prompt N times to each target and report how much the answers converge. A probe file holds prompts, conditions, variables, targets and N; options go before what it says, and --budget and --concurrency only lower it.',
    options: [
      often('condition', 'NAME', 'control', 'of a probe file: run only this condition; default: all'),
      ...ONE_PROMPT,
      often('target', 'PROVIDER:MODEL', 'openai:MODEL', 'whom to ask; in place of all targets of a probe file'),
      once('runs', 'N', '10', 'calls to each target; default: as the probe file or a recording says, else 10'),
      once(
        'until',
        'settled',
        'settled',
        'in place of --runs: look after 10, 20, 40 ... calls to each target, and stop when the verdict and every pair of models are decided',
      ),
      once('max-runs', 'N', '80', 'with --until: most calls to each target; default 160'),
      ...SERVERS,
      ...ASKED,
      ...SENDING,
      OUT,
      ...ANALYSIS,
    ],
  },
  {
    name: 'rewrite',
    usage: 'rewrite (--prompt TEXT | --prompt-file FILE) --target PROVIDER:MODEL ... [options]',
    about:
      'Try known rewrites of a prompt that make its answers more varied (or, with --want one, more alike) as conditions of one run, each compared with the prompt as it stands: effective answers, valid answers and cost. The best one is sent once more beside the prompt as it stands, and is called better only if it is in these fresh runs, too.',
    options: [
      ...ONE_PROMPT,
      often('target', 'PROVIDER:MODEL', 'openai:MODEL', 'whom to ask'),
      once('want', 'WHAT', 'many', 'many different answers, or one; default many'),
      once(
        'rewrites',
        'NAMES',
        'string-seed,persona',
        `which ones to try, with commas between them; default all usual ones. For many: ${rewriteNames('many')}. For one: ${rewriteNames('one')}`,
      ),
      often(
        'rewrite',
        'TEXT',
        '"Think of a place first. {prompt}"',
        'one of your own: a text with {prompt} where the prompt goes, or a paragraph to add behind it',
      ),
      often('rewrite-file', 'FILE', 'variant.md', 'the same from a file'),
      once('runs', 'N', '30', 'calls to each target with each rewrite; default 30'),
      once('seed', 'N', '7', 'seed of all that is drawn at random; default 1'),
      ...SERVERS,
      ...ASKED,
      ...SENDING,
      OUT,
      ...ANALYSIS,
    ],
  },
  {
    name: 'blame',
    usage: 'blame (--prompt TEXT | --prompt-file FILE) --target PROVIDER:MODEL ... [options]',
    about:
      'Find out which sentences and list items of a prompt make its most frequent answer: sends versions that each leave out about half of them (a Plackett-Burman design), then checks the two strongest by leaving each out in fresh runs. What it claims rests on the fresh runs alone.',
    options: [
      ...ONE_PROMPT,
      often('target', 'PROVIDER:MODEL', 'openai:MODEL', 'whom to ask'),
      once(
        'runs',
        'N',
        '40',
        `fresh calls to each target for each prompt that is checked; the versions take about half as many calls again for up to 11 parts, and as many for more; default ${String(DEFAULT_SCREENING_RUNS)}`,
      ),
      often('keep', 'TEXT', '"JSON"', 'never leave out the sentence or list item that holds this text'),
      ...SERVERS,
      ...ASKED,
      ...SENDING,
      OUT,
      ...ANALYSIS,
    ],
  },
  {
    name: 'resume',
    usage: 'resume FILE [options]',
    about:
      'Resume a run that was interrupted or cut off: sends exactly the calls that are missing. FILE is a run file, also one that was not written yet, or the journal of a run. A key is sent to an address of the file only when --base-url names that address here.',
    options: [
      switched('retry-failed', 'send failed calls again too'),
      once('more', 'N', '50', 'add N runs of each model'),
      often('recording', 'FILE', 'numbers.probe.json', 'the file that a recorded model of the run replays'),
      ...SERVERS,
      ...SENDING,
      once('out', 'FILE.probe.json', 'joke.probe.json', 'save to another file than the one that is resumed'),
      ...ANALYSIS,
    ],
  },
  {
    name: 'analyze',
    usage: 'analyze FILE [options]',
    about:
      'Report on a saved run, or on answers in a file of another tool (what is read is listed below). Uses no network, unless --embed or --judge asks a model what the answers mean (the options about servers, time and money are for that alone). What it said is kept in the run file that --format json prints, and `--group semantic` alone reads it there.',
    options: [...ANALYSIS, ...SERVERS, ...SENDING.filter(({ name }) => ASKING.includes(name))],
  },
  {
    name: 'compare',
    usage: 'compare BEFORE AFTER [options]',
    about:
      'Say what changed between two runs of a prompt, and how sure that is: changed, unchanged within a margin, or undecided and how many runs would decide. BEFORE and AFTER are run files or files of another tool; both are read the same way. Uses no network.',
    options: [
      once('format', 'NAME', 'json', 'table, json or markdown; default table'),
      ...ANALYSIS.filter(({ name }) => COMPARING.includes(name)),
    ],
  },
  {
    name: 'check',
    usage: 'check (RUN | FILE.probe.yaml) ... --baseline FILE [options]',
    about:
      'Compare runs with their baselines, as a gate: exit 0 when all pass, 1 when one fails, 3 when runs are too few to tell. A prompt fails when it changed for the worse, significantly (corrected over all prompts) and by at least the factor that matters; it passes when such a change is ruled out. A probe file is run first, and its run kept in --out; the options about servers, time and money are for that alone.',
    options: [
      once(
        'baseline',
        'FILE',
        'baseline.probe.json',
        'the run to compare with; for several runs a folder with files of the same names',
      ),
      once(
        'want',
        'WHAT',
        'many',
        'many (not less varied), one (not more varied) or unchanged; default what the probe file says, else unchanged',
      ),
      once(
        'least-factor',
        'X',
        '2',
        'the least factor of the effective answers that matters; default what the probe file says, else 1.5',
      ),
      once('format', 'NAME', 'junit', 'table, json, junit or markdown; default table'),
      ...ANALYSIS.filter(({ name }) => COMPARING.includes(name)),
      once('out', 'FOLDER', 'runs', 'where the runs of probe files are kept'),
      once('runs', 'N', '50', 'of probe files: calls to each target'),
      ...SERVERS,
      ...SENDING,
    ],
  },
  {
    name: 'models',
    usage: 'models [--provider NAME] [options]',
    about: 'List the models on offer, as they are written behind --target.',
    options: [
      once('provider', 'NAME', 'openai', 'only this provider'),
      ...SERVERS,
      once('timeout', 'SECONDS', '60', 'longest a provider may take; default 30'),
    ],
  },
  {
    name: 'mcp',
    usage: 'mcp [options]',
    about:
      'Serve agents over the Model Context Protocol, on standard input and output: tools that probe a prompt, estimate the cost, analyze outputs, and compare and list runs. The limits are set here, by options or in the environment, and nothing an agent says raises them. Besides kept runs, only run files in the working folder are read.',
    options: [
      often(
        'target',
        'PROVIDER:MODEL',
        'openai:MODEL',
        'the models that may be asked, and are when none is named; default: any',
      ),
      once(
        'budget',
        'USD',
        '0.50',
        'most that one call of a tool may cost; default CONVERGENCE_PROBE_MCP_BUDGET, else 0.50',
      ),
      once(
        'session-budget',
        'USD',
        '2',
        'most that all calls of this server may cost; default CONVERGENCE_PROBE_MCP_SESSION_BUDGET, else 2',
      ),
      once(
        'max-calls',
        'N',
        '300',
        'most calls to models that one call of a tool may send; default CONVERGENCE_PROBE_MCP_MAX_CALLS, else 300',
      ),
      ...SERVERS,
      ...SENDING.filter(({ name }) => !['budget', 'yes'].includes(name)),
    ],
  },
];

/** Options that are planned but not there yet; asking for one gets a sentence of its own. */
export const LATER_OPTIONS: readonly string[] = ['batch'];

/** The command of that name. */
export function findCommand(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}
