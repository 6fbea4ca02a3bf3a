/** Probe files that are right and wrong, for the parser and for the schema. */

/** A file with a part of everything. */
export const WHOLE = `# What do models build?
prompt: |
  Build something about {{topic}}. Use one of these colours: {{colours}}.
system: You are {mood}.
conditions:
  control:
  expanded:
    prompt: Build something big about {{topic}}.
    system: null
    temperature: 0.2
    maxTokens: 4000
    parameters:
      openai: { reasoning_effort: low }
      "openai:gpt-6-luna": { reasoning_effort: high }
  talk:
    messages:
      - role: user
        content: Hello.
      - role: assistant
        content: Hello, what may I build?
      - role: user
        content: "{{topic}}, please"
variables:
  topic: [sea, sky]
  mood: calm
shuffle:
  colours: [red, green, blue]
targets:
  - openai:gpt-6-luna
  - target: anthropic:claude
    label: Claude
    temperature: 1
    parameters: { top_k: 40 }
runs: 50
temperature: 0.7
extractor: title
domain: [1, 100]
traits:
  - name: canvas
    pattern: getContext\\(['"]2d
  - name: buttons
    selector: button, [role=button]
seed: 7
concurrency: 4
budget: 2.5
`;

/** Files that make sense. */
export const GOOD: Readonly<Record<string, string>> = {
  whole: WHOLE,
  'the shortest': 'prompt: Tell me a joke\n',
  'prompt in a file': 'prompt: { file: prompts/joke.md }\nsystem:\n  file: rules.txt\n',
  'prompts as conditions': 'conditions:\n  a: Say yes\n  b: |\n    Say\n    no\n',
  'a list with a separator':
    'prompt: "Pick:\\n- {{x}}"\nshuffle:\n  x:\n    items: [1, 2.0, true]\n    separator: "\\n- "\n',
  'a domain in words': 'prompt: Pick a number\ndomain: -5..10.5\nextractor: regex:(\\d+)\n',
  'a control by name': 'prompt: a\ncontrol: second\nconditions:\n  first: b\n  second:\n',
  'a control of its own': 'prompt: a\nconditions:\n  first: b\n  second: { control: true }\n',
  'servers by name':
    'prompt: a\ntargets: ["ollama:llama3.2:1b", "simulated:narrow", "recorded:old/run.probe.json#openai:x"]\n',
  'no text but code': 'prompt: "What does `${x}` print? f = {y} + {\\"a\\": 1}"\n',
  'a placeholder as text': 'prompt: "Write {{x}}"\nvariables: { x: "{{x}}" }\n',
  json: '{"prompt": "a", "runs": 3}\n',
};

/** A file that makes none, and what is said of it, `line:column` first. */
export interface BadFile {
  readonly source: string;
  readonly says: readonly string[];
  /** Whether only the parser can know: the schema of the editor takes it. */
  readonly beyondSchema?: boolean;
}

const beyond = (source: string, ...says: readonly string[]): BadFile => ({ source, says, beyondSchema: true });
const bad = (source: string, ...says: readonly string[]): BadFile => ({ source, says });

/** Files that make no sense. */
export const BAD: readonly BadFile[] = [
  bad('prompt: a\nruns: fifty\n', '2:7 `runs` must be a whole number of at least 1; this says "fifty".'),
  bad('prompt: a\nruns: 0\n', '2:7 `runs` must be a whole number of at least 1; this says "0".'),
  bad('prompt: a\nruns: 2.5\n', '2:7 `runs` must be a whole number of at least 1; this says "2.5".'),
  bad('prompt: a\nruns:\n', '2:1 `runs` must be a whole number of at least 1; nothing stands here.'),
  bad(
    'promt: a\n',
    '1:1 There is no key `promt` here; did you mean `prompt`?',
    '1:1 This file has no prompt; add `prompt:` with what to ask.',
  ),
  bad('prompt: a\nproviders: [openai:x]\n', '2:1 There is no key `providers` here; write `targets`.'),
  bad('prompt: [a, b]\n', '1:9 `prompt` must be a text, or `file:` with a path; this is a list.'),
  bad('prompt: 42\n', '1:9 `prompt` must be a text, or `file:` with a path; this says "42".'),
  bad('prompt: { file: a, name: b }\n', '1:20 There is no key `name` here; known here are file.'),
  bad('runs: 3\n', '1:1 This file has no prompt; add `prompt:` with what to ask.'),
  bad('- prompt\n', '1:1 A probe file must be a mapping of keys such as `prompt:`; this is a list.'),
  bad(
    'prompt: a\ntargets: openai:x\n',
    '2:10 `targets` must be a list of targets, each PROVIDER:MODEL, for example openai:gpt-6-luna; this says "openai:x".',
  ),
  bad(
    'prompt: a\ntargets: [gpt]\n',
    '2:11 Item 1 of `targets` must be PROVIDER:MODEL, for example openai:gpt-6-luna; this says "gpt".',
  ),
  bad(
    'prompt: a\ntargets:\n  - label: x\n',
    '3:5 Item 1 of `targets` has no `target`; add it as PROVIDER:MODEL, for example openai:gpt-6-luna.',
  ),
  bad(
    'prompt: a\ntargets:\n  - target: openai:x\n    baseUrl: http://evil.example\n',
    '4:5 A probe file cannot name addresses or keys: give the server a name in the setting `convergenceProbe.servers` or with --base-url NAME=URL, and write NAME:MODEL here.',
  ),
  bad('prompt: a\nconditions:\n  x: { promt: b }\n', '3:8 There is no key `promt` here; did you mean `prompt`?'),
  bad('prompt: a\nconditions: {}\n', '2:13 `conditions` names none; name at least one, or remove it.'),
  bad(
    'prompt: a\nconditions: [x]\n',
    '2:13 `conditions` must be a mapping of names to what is different, such as `short: { prompt: … }`; this is a list.',
  ),
  bad(
    'prompt: a\nmessages:\n  - { role: user, content: b }\n',
    '3:3 Either `prompt` or `messages` says what is sent, not both; remove one of them.',
  ),
  bad(
    'messages:\n  - { role: system, content: b }\n',
    '2:13 What the system says stands under `system`, not among the messages.',
  ),
  bad(
    'messages:\n  - { role: user, text: b }\n',
    '2:5 Item 1 of `messages` has no `content`; add it.',
    '2:19 There is no key `text` here; known here are role, content.',
  ),
  bad(
    'prompt: a {{x}}\nshuffle: { x: [1] }\n',
    '2:15 `x` must be a list of at least two items, or there is nothing to shuffle; this is a list.',
  ),
  bad('prompt: a {{x}}\nshuffle: { x: 1 }\n', '2:15 `x` must be a list of at least two items; this says "1".'),
  bad('prompt: a {{x}}\nvariables: { x: [] }\n', '2:17 `x` has no values; write at least one.'),
  bad(
    'prompt: a {{x}}\nvariables: { x: { y: 1 } }\n',
    '2:17 `x` must be a text, a number or a list of them; this is a mapping of keys.',
  ),
  bad('prompt: a\ndomain: [1]\n', '2:9 `domain` must be two numbers, the lowest and the highest: [1, 100] or 1..100.'),
  bad(
    'prompt: a\ndomain: about ten\n',
    '2:9 `domain` must be two numbers, the lowest and the highest: [1, 100] or 1..100; this says "about ten".',
  ),
  beyond(
    'prompt: a\ntraits:\n  - { name: x, pattern: "(?=a)b" }\n',
    '3:25 `pattern` looks ahead, with (?=…) or (?!…), for which no bound on time can be given; match what follows, and put the answer into a group.',
  ),
  beyond(
    'prompt: a\ntraits:\n  - { name: x, selector: "a[" }\n',
    '3:26 `selector` cannot be read; write it as in CSS, for example button[aria-label].',
  ),
  beyond(
    `prompt: a\ntraits:\n  - { name: x, selector: "${':not('.repeat(40)}a${')'.repeat(40)}" }\n`,
    '3:26 `selector` has more than 10 pairs of brackets inside of each other; flatten it.',
  ),
  bad('prompt: a\ntraits:\n  - name: x\n', '3:5 Item 1 of `traits` must have either `pattern` or `selector`.'),
  bad('prompt: a\nbudget: -1\n', '2:9 `budget` must be a number of US dollars above 0; this says "-1".'),
  bad(
    'prompt: a\nconcurrency: 1000\n',
    '2:14 `concurrency` must be a whole number of at least 1 and at most 100; this says "1000".',
  ),
  bad('prompt: a\ntemperature: hot\n', '2:14 `temperature` must be a number of at least 0; this says "hot".'),
  bad(
    'prompt: a\nparameters: { openai: 1 }\n',
    '2:23 `openai` must be a mapping of parameters, such as `top_p: 0.9`; this says "1".',
  ),
  // What a schema cannot say.
  beyond('prompt: a\nprompt: b\n', '2:1 `prompt` stands here a second time; remove one of the two.'),
  beyond('prompt: a {{topic}}\n', '1:11 `{{topic}}` has no value; add `topic` under `variables` or `shuffle`.'),
  beyond(
    'prompt: |\n  a\n  b {{topik}}\nvariables: { topic: x }\n',
    '3:5 `{{topik}}` has no value; did you mean `{{topic}}`?',
    '4:14 No prompt uses `topic`; write `{{topic}}` where it goes, or remove it.',
  ),
  beyond(
    'prompt: a\ncontrol: other\nconditions: { first: , second: }\n',
    '2:10 `control` must be the name of a condition: there are first, second; this says "other".',
  ),
  beyond(
    'prompt: a\nconditions: { a: { control: true }, b: { control: true } }\n',
    '2:42 Only one condition can be the control, and `a` is it already.',
  ),
  beyond(
    'prompt: a\ncontrol: b\nconditions: { a: { control: true }, b: }\n',
    '2:10 Only one condition can be the control, and `a` says that it is.',
  ),
  beyond(
    'prompt: { file: /etc/passwd }\n',
    '1:17 `file` must be a path that is relative to the probe file, such as prompts/joke.md; this says "/etc/passwd".',
  ),
  beyond(
    'prompt: { file: a/../../b }\n',
    '1:17 `file` must be a file in the folder of the probe file or below; `..` leads out of it; this says "a/../../b".',
  ),
  beyond(
    'prompt: { file: "c:\\\\x" }\n',
    '1:17 `file` must be a path that is relative to the probe file, such as prompts/joke.md; this says "c:\\x".',
  ),
  beyond('prompt: file://a.md\n', '1:9 `prompt` names a file: write `{ file: a.md }`.'),
  beyond(
    'prompt: a\ntargets: [recorded:../x.json]\n',
    '2:11 The recording must be a file in the folder of the probe file or below; `..` leads out of it.',
  ),
  beyond(
    'prompt: a {{x}}\nvariables: { x: 1 }\nshuffle: { x: [1, 2] }\n',
    '3:12 `x` is a variable already; rename one of the two.',
  ),
  beyond('prompt: a {{x}}\nvariables: { x: [1, 1] }\n', '2:17 `x` has the value "1" twice.'),
  beyond(
    'prompt: a\nvariables: { x y: 1 }\n',
    '2:14 `x y` cannot be written as `{{name}}` in a prompt: a name is letters, digits, `_`, `-` and `.`, and begins with a letter.',
  ),
  beyond(
    'prompt: a\nextractor: numbr\n',
    '2:12 There is no extractor "numbr"; choose one of auto, whole, named, number, choice, first-line, title, joke, code, json, regex.',
  ),
  beyond(
    'prompt: a\ntraits:\n  - { name: x, pattern: "(" }\n',
    '3:25 `pattern` must be a regular expression; this says "(".',
  ),
  beyond(
    'messages:\n  - { role: user, content: b }\n  - { role: assistant, content: c }\n',
    '3:5 The last turn must be the user’s: that is what the model answers.',
  ),
  beyond(
    'prompt: Tell me: a joke\n',
    '1:9 This reads as a key inside a key; put text that holds `: ` into quotes, or behind `|` on lines of its own.',
  ),
  beyond('prompt: a\n\truns: 3\n', '2:1 Tabs cannot indent YAML; use spaces.'),
  beyond('prompt: a\n---\nprompt: b\n', '2:1 A probe file holds one document; remove this `---` and what follows it.'),
  beyond(
    'prompt: !!js/function "x"\n',
    '1:9 Tags such as `!name` are not read here; put text that begins with `!` into quotes.',
  ),
  beyond('prompt: &a x\nsystem: *a\n', '2:9 Aliases such as `*a` are not read here; write the text again.'),
  beyond('prompt: "a\n', '2:1 This is not YAML: Missing closing "quote.'),
  beyond('', '1:1 This file is empty; begin with `prompt:` and what to ask.'),
];
