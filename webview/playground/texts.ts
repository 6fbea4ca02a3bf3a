import { fixture, type Fixture, MODELS, NUMBER_PROMPT, NUMBERS, type Part, times } from './fixture.ts';
import { STORY_PROMPT, storiesOf } from './stories.ts';

/** Texts that are hard to show: other scripts, very long, very short, full of markup; and runs of unusual shapes. */

const [CLAUDE, GPT, GEMINI] = MODELS;

const ARABIC = 'القهوة العربية المُرّة، مع حبّة تمر (3 حبّات للضيف).';
const HEBREW = 'קפה שחור, בלי סוכר — 2 כוסות ביום.';
const CHINESE = '清晨的一杯龙井茶，配上窗外的雨声，胜过一切山珍海味。';
const JAPANESE = '朝の緑茶と、静かな縁側。それだけで十分です。';
const KOREAN = '따뜻한 보리차 한 잔과 조용한 아침.';
const THAI = 'ชาเย็นหนึ่งแก้วในวันที่อากาศร้อนจัดที่สุดของปี';
const HINDI = 'सुबह की मसाला चाय और बरामदे की धूप।';
const MIXED = 'Order “قهوة” (coffee) or 茶 (tea): שתיהן costs ¥500 / €3.20.';

function scripts(): Fixture {
  return fixture('ما هو مشروبك المفضل؟ 你最喜欢的饮料是什么？ Name your favourite drink.', {
    'نموذج-عربي-1': [ARABIC, ARABIC, HEBREW, MIXED, ARABIC],
    通义千问: [CHINESE, CHINESE, JAPANESE, CHINESE, MIXED],
    [GEMINI]: [KOREAN, THAI, HINDI, MIXED, CHINESE],
  });
}

const FAMILY = '👩‍👩‍👧‍👦';
const FLAGS = '🇯🇵🇧🇷🏴󠁧󠁢󠁳󠁣󠁴󠁿';
/** More marks on a letter than a line is high. */
const ZALGO = `Z${'\u0301\u0323\u0334\u0489'.repeat(12)}a${'\u030d\u0316\u0337'.repeat(12)}lgo`;

function emoji(): Fixture {
  return fixture('Answer with emoji only 🤖❓', {
    [CLAUDE]: ['😀', '😀', '👍🏽', FAMILY, '😀'],
    [GPT]: ['👍', '👍🏿', FLAGS, '😀😀😀', FAMILY.repeat(30)],
    [GEMINI]: ['❤️', '❤', '♥️', ZALGO, '1️⃣2️⃣3️⃣'],
  });
}

/** About 100,000 characters: with lines, in one line, in one word. */
const HUGE = 'All work and no play makes the model a dull answerer.\n'.repeat(1_887);
const HUGE_LINE = 'all work and no play '.repeat(4_762);
const HUGE_WORD = 'x'.repeat(100_000);

function huge(): Fixture {
  const cut = (text: string): Part => ({ text, truncated: true, finishReason: 'length' });
  return fixture('Write as much as you can', {
    [CLAUDE]: [HUGE, HUGE, 'Short.'],
    [GPT]: [HUGE_LINE, cut(`${HUGE_LINE}.`), 'Short.'],
    [GEMINI]: [HUGE_WORD, `${HUGE_WORD}y`, 'Short.'],
  });
}

function tiny(): Fixture {
  return fixture('Answer with one character', {
    [CLAUDE]: ['a', 'a', 'A', '1', '?'],
    [GPT]: ['?', '?', '.', '-', '我'],
    [GEMINI]: ['ß', 'I', 'l', '|', '\u200b'],
  });
}

const PAGE = '<!doctype html>\n<html><body><h1>Hello</h1>\n<p class="lead">A <b>bold</b> page.</p></body></html>';
const ANSI = '\u001b[1;31mError:\u001b[0m it \u001b[4mworked\u001b[0m\r\n\u001b[2J\u001b[H\u0007done';
const MARKDOWN = '# Title\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n```js\nconsole.log("<hi>")\n```';
const JSON_TEXT = '{\n\t"answer": "<b>42</b>",\n\t"html": "&lt;i&gt;"\n}';

function markup(): Fixture {
  return fixture('Make a page that says hello', {
    [CLAUDE]: [PAGE, PAGE, MARKDOWN, '<p>Hello</p>'],
    [GPT]: [`\`\`\`html\n${PAGE}\n\`\`\``, JSON_TEXT, '&lt;p&gt;Hello&lt;/p&gt;', 'Hello'],
    [GEMINI]: [ANSI, '\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'a\u0000b\u0008c\u007f', '\tHello\v\f'],
  });
}

/** Two wordings of one question, one of them with a system prompt, each asked of every model. */
function conditions(): Fixture {
  const base = fixture(NUMBER_PROMPT, NUMBERS, { id: 'conditions' });
  const calm = {
    id: 'calm',
    prompt: 'Please take your time and pick a random number between 1 and 100.',
    control: false,
  };
  const dice = { id: 'with-a-system-prompt-about-dice', prompt: NUMBER_PROMPT, control: false };
  const other = (id: string, step: number) =>
    base.trials.map((trial) => ({ ...trial, condition: id, text: String(((Number(trial.text) * step) % 100) + 1) }));
  return {
    header: {
      ...base.header,
      conditions: [
        ...base.header.conditions,
        { ...calm, system: null, sha256: '' },
        { ...dice, system: 'You are a die with 100 sides.', sha256: '' },
      ],
    },
    trials: [...base.trials, ...other(calm.id, 1), ...other(dice.id, 37)],
  };
}

/** Sentences that name one thing, around which each model has words of its own. */
function pies(): Fixture {
  const said = (ways: readonly string[], named: Readonly<Record<string, number>>): readonly string[] =>
    Object.keys(named).flatMap((fruit) =>
      Array.from({ length: named[fruit] ?? 0 }, (_, at) => (ways[at % ways.length] ?? '').replace('@', fruit)),
    );
  return fixture('Which fruit makes the best pie filling?', {
    [CLAUDE]: said(
      ['It depends on taste, but @ is a classic choice.', '@ is a classic choice for a pie.', 'I would say @.'],
      { apple: 29, cherry: 1 },
    ),
    [GPT]: said(
      ['It depends on personal preference, but @ is a popular choice.', '**@** — a popular choice, and easy to bake.'],
      { apple: 28, cherry: 1, peach: 1 },
    ),
    [GEMINI]: said(['@ is a classic.', 'The best filling is @, tart and firm.', 'I recommend @ for its texture.'], {
      apple: 27,
      cherry: 2,
      rhubarb: 1,
    }),
  });
}

/** JSON objects that agree in one field and differ in another. */
function reviews(): Fixture {
  const said = (moods: readonly string[], model: string): readonly string[] =>
    moods.map((mood, at) =>
      JSON.stringify({ sentiment: mood, stars: mood === 'negative' ? 2 : 4, reason: `${model} reason ${at}` }),
    );
  return fixture('Classify this review. Answer as JSON: {"sentiment", "stars", "reason"}', {
    [CLAUDE]: said(times({ negative: 19, mixed: 1 }), 'first'),
    [GPT]: said(times({ negative: 16, mixed: 4 }), 'second'),
    [GEMINI]: said(times({ negative: 12, positive: 8 }), 'third'),
  });
}

function nothingCounted(): Fixture {
  const refused: Part = { text: 'I would rather not.', outcome: 'refused' };
  const empty: Part = { text: '', outcome: 'empty', note: 'spent all 512 output tokens thinking' };
  return fixture(NUMBER_PROMPT, {
    [CLAUDE]: [refused, refused, refused],
    [GPT]: [empty, empty, empty],
    [GEMINI]: ['seven hundred', 'a number', 'no'],
  });
}

/** By the name under which the playground shows them. */
export const TEXTS: Readonly<Record<string, () => Fixture>> = {
  long: () => fixture(STORY_PROMPT, Object.fromEntries(MODELS.map((model, voice) => [model, storiesOf(voice, 16)]))),
  scripts,
  emoji,
  huge,
  tiny,
  markup,
  conditions,
  pies,
  reviews,
  'one-run': () =>
    fixture('Name a colour, one word', { [CLAUDE]: ['Teal'], [GPT]: ['Teal'], [GEMINI]: ['Blue'] }, { id: 'one-run' }),
  'one-answer': () => fixture('Say yes', { [GPT]: times({ yes: 1 }) }),
  'nothing-counted': nothingCounted,
  'long-names': () =>
    fixture(`${NUMBER_PROMPT}. ${'Think about it for as long as you like. '.repeat(60)}`, {
      'accounts/a-very-long-organisation-name/deployments/an-even-longer-model-name-70b-instruct-2026-11-21': [
        '42',
        '7',
      ],
      'another.model.with.dots.and.no.end.in.sight.v1.2.3.4.5.6.7.8.9:latest-quantised-q4_k_m': ['42', '42'],
      short: ['42', '17'],
    }),
};
