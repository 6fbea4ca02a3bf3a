import type { RunRecord, Trial } from '../../../src/core/model/run.ts';
import { seededRandom } from '../../../src/core/statistics/random.ts';

/** Made-up runs that reports are measured on. The same size gives the same run. */

/** What the answers are. */
export type AnswerKind = 'numbers' | 'phrases' | 'sentences' | 'shuffled' | 'pages' | 'sketches';

const PROMPTS: Readonly<Record<AnswerKind, string>> = {
  numbers: 'Pick a random number between 1 and 100, only return the number',
  phrases: 'Name something you see by the sea, in a few words',
  sentences: 'Describe the sea in one long sentence',
  shuffled: 'Say these ten words again and again, in any order',
  pages: 'Write a landing page for a bakery, as one HTML file',
  sketches: 'Build something, as one HTML file',
};

/** Each prefers other answers. */
const KINDS_OF_MODELS = 3;
const nameOf = (place: number): string => 'abc'[place] ?? `m${place}`;
const WORDS =
  'amber anchor boats breeze cliff clouds coral crab distant dunes empty fading foam gulls harbour light low mist pale pebbles quiet rocks salt sand shells silver slow small storm sunset tide torn waves wet white wind wooden wreck'.split(
    ' ',
  );

/** A finished run of `answers` answers over so many models. */
export function madeUpRun(kind: AnswerKind, answers: number, models = 3): RunRecord {
  const random = seededRandom(answers);
  const perCell = Math.ceil(answers / models);
  const targets = Array.from({ length: models }, (_, place) => nameOf(place)).map((model) => ({
    ...{ id: `compatible:${model}`, provider: 'compatible', model, label: model },
    ...{ baseUrl: null, parameters: {} },
  }));
  const trials = targets.flatMap((target, place) =>
    Array.from({ length: perCell }, (_, trialIndex) =>
      trialOf(target.id, trialIndex, textOf(kind, place % KINDS_OF_MODELS, random)),
    ),
  );
  const condition = { id: 'default', prompt: PROMPTS[kind], system: null, control: true, sha256: '' };
  return {
    run: {
      ...{ id: `bench-${kind}-${answers}`, createdAt: '2026-11-21T00:00:00.000Z' },
      ...{ tool: { name: 'convergence-probe', version: 'bench' }, seed: 1 },
      ...{ trialsPerCell: perCell, conditions: [condition], targets },
      ...{ finishedAt: '2026-11-21T00:01:00.000Z', status: 'complete' },
    },
    trials: trials.slice(0, answers),
    edits: [],
  };
}

/** One settled answer. */
export function trialOf(target: string, trialIndex: number, text: string): Trial {
  return {
    ...{ target, condition: 'default', trialIndex, outcome: 'completed', text, finishReason: 'stop' },
    ...{ truncated: false, usage: { inputTokens: 20, outputTokens: Math.ceil(text.length / 4) } },
    ...{ startedAt: '2026-11-21T00:00:01.000Z', latencyMs: 200 + (trialIndex % 90), attempts: 1 },
    ...{ requested: {}, honoured: {}, modelReported: null, source: 'live', sha256: null, variables: {}, error: null },
  };
}

/** What model number `place` says: few things often and many things seldom, as models do. */
export function textOf(kind: AnswerKind, place: number, random: () => number): string {
  // The square prefers small numbers, each model's in a place of its own.
  const rank = Math.floor(random() ** (2 + place) * 40);
  if (kind === 'numbers') return String(((rank * 37 + place * 10 + 41) % 100) + 1);
  if (kind === 'phrases') return phrase(rank, random);
  if (kind === 'sentences') return sentence(rank, random);
  if (kind === 'shuffled') return shuffledWords(random);
  return kind === 'sketches' ? sketch(rank, random) : page(rank, random);
}

const word = (random: () => number): string => WORDS[Math.floor(random() * WORDS.length)]!;

function phrase(rank: number, random: () => number): string {
  const first = WORDS[rank % WORDS.length]!;
  const text = `${first} ${random() < 0.5 ? 'and' : 'under'} ${word(random)} ${word(random)}`;
  return random() < 0.3 ? `${text[0]!.toUpperCase()}${text.slice(1)}.` : text;
}

const SENTENCE_CHARACTERS = 200;

/** Hardly two are the same. */
function sentence(rank: number, random: () => number): string {
  let text = `The ${WORDS[rank % WORDS.length]!}`;
  while (text.length < SENTENCE_CHARACTERS - 8) text += ` ${word(random)}`;
  return `${text}.`;
}

const FEW_WORDS = 10;
const SHUFFLED_CHARACTERS = 600;

/** All are made of the same few words, so that hardly two of them are told apart by what they share. */
function shuffledWords(random: () => number): string {
  let text = '';
  while (text.length < SHUFFLED_CHARACTERS) text += `${WORDS[Math.floor(random() * FEW_WORDS)]!} `;
  return text.slice(0, SHUFFLED_CHARACTERS);
}

const PAGE_CHARACTERS = 10_000;

/** A page of 10 KB, most of its parts shared with other pages, as the pages of one model are. */
function page(rank: number, random: () => number): string {
  const style = `body{font-family:Georgia,serif;background:hsl(${rank * 9} 40% 96%);color:#222}.card{padding:${rank % 5}rem;border-radius:12px}`;
  let body = '';
  while (body.length < PAGE_CHARACTERS - 600) body += section(rank, random);
  return `<!doctype html>\n<html lang="en"><head><title>Bakery ${rank}</title><style>${style}</style></head>\n<body>\n${body}</body></html>`;
}

function section(rank: number, random: () => number): string {
  const sentence = (): string => `${Array.from({ length: 12 }, () => word(random)).join(' ')}.`;
  const shared = `<p>Baked fresh every morning since 19${50 + (rank % 40)}, with flour from the mill next door.</p>`;
  return `<section class="card"><h2>${word(random)} ${word(random)}</h2>\n${random() < 0.5 ? shared : ''}<p>${sentence()} ${sentence()}</p></section>\n`;
}

/** A page of 10 KB that draws: a canvas, styles, handlers, and classes that each move something. */
function sketch(rank: number, random: () => number): string {
  const style = `body{margin:0;background:#0${rank % 10}0510}canvas{display:block;box-shadow:0 0 ${rank}px #${100 + rank}}`;
  let script = `const canvas = document.getElementById('c');\nconst ctx = canvas.getContext('2d');\nconst list = [];\n`;
  for (let index = 0; script.length < PAGE_CHARACTERS - 1000; index++) script += mover(index, random);
  script += `canvas.addEventListener('mousemove', (event) => { list[0].x = event.clientX; });\nfunction frame(time) {\n  ctx.fillStyle = 'rgba(0, 0, 0, 0.${rank})';\n  ctx.fillRect(0, 0, canvas.width, canvas.height);\n  for (const one of list) one.update(time);\n  requestAnimationFrame(frame);\n}\nframe(0);`;
  return `<!doctype html>\n<html><head><title>${word(random)}</title><style>${style}</style></head>\n<body><canvas id="c"></canvas><script>\n${script}\n</script></body></html>`;
}

function mover(index: number, random: () => number): string {
  const name = `${word(random)}${index}`;
  return `class ${name} {\n  constructor(x, y) {\n    this.x = x;\n    this.y = y;\n    this.vx = Math.random() - 0.5;\n  }\n  update(time) {\n    this.x += this.vx * Math.cos(time / ${100 + index});\n    if (this.x > canvas.width) this.x = 0;\n    ctx.fillStyle = 'hsl(' + this.x + ', 70%, 50%)';\n    ctx.fillRect(this.x, this.y, 2, 2);\n  }\n}\nlist.push(new ${name}(${index}, ${Math.floor(random() * 99)}));\n`;
}
