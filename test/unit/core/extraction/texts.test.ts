import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EXTRACTORS, parseExtractor } from '../../../../src/core/extraction/registry.ts';
import type { Extraction } from '../../../../src/core/extraction/extractor.ts';

const read = (spec: string, text: string, prompt = ''): Extraction => {
  const { extractor, argument } = parseExtractor(spec);
  return extractor.extract(text, { prompt, domain: null, argument });
};
const setAside = (text: string, { setAside: parts }: Extraction): readonly string[] =>
  parts.map(([start, end]) => text.slice(start, end));

const COLOUR = 'Pick a random colour, only return the colour';

describe('whole and choice, on short answers', () => {
  const answers: readonly (readonly [string, string, string?])[] = [
    ['**Teal**', 'Teal'],
    ['teal.', 'teal'],
    ['Teal!', 'Teal'],
    ['"Teal"', 'Teal'],
    ['`Teal`', 'Teal'],
    ['- Teal\n', 'Teal'],
    ['🎨 Teal', '🎨 Teal'],
    ['Sure! My random colour is: Teal.', 'Teal'],
    ['I choose **teal**!', 'teal'],
    ['My random colour is teal', 'teal'],
    ['Colour: Teal', 'Teal'],
    ["Here's a random colour: Teal 🎨\n\nWant another?", 'Teal 🎨'],
    ['Teal – a mix of blue and green.', 'Teal'],
    ['Teal. It is calm and modern.', 'Teal'],
    ['How about "Teal"?', 'Teal'],
    ['iPhone SE (2022)', 'iPhone SE (2022)', 'Name one phone'],
    ['**Teal** is a lovely colour between blue and green.', 'Teal'],
    ['I pick Dark Blue.', 'Dark Blue'],
    ['blue-green', 'blue-green'],
    ['C++', 'C++', 'Name one programming language'],
    ['A raccoon is an omnivore.', 'A raccoon', 'Name one wild animal which is an omnivore.'],
    [
      'Chinua Achebe is a renowned writer from Nigeria, best known for *Things Fall Apart*.',
      'Chinua Achebe',
      'Who is a renowned writer from Nigeria?',
    ],
    [
      'The first thing to check is the **battery**.  It is the most common cause.',
      'battery',
      "What is the first thing to check when your car won't start?",
    ],
    ['I picked the Queen of Hearts.', 'the Queen of Hearts', 'Pick a card from a deck. What card did you pick?'],
    ['🔮\n', '🔮', 'Pick an emoji at random.'],
    [
      'gT8! \n\nThis includes lowercase, uppercase, number, and symbol.',
      'gT8!',
      'Suggest a strong 4 character password.',
    ],
    [
      'Lost in Translation: A Silicon Valley Story',
      'Lost in Translation: A Silicon Valley Story',
      'Suggest a single title and nothing else.',
    ],
    [
      'The main reason house plants die is often a lack of light or water in dark rooms.',
      'The main reason house plants die is often a lack of light or water in dark rooms.',
      'What is the main reason house plants die?',
    ],
    ['Sundar Pichai (CEO of Alphabet Inc. and its subsidiary Google)', 'Sundar Pichai', 'Name one person.'],
  ];
  for (const [text, expected, prompt] of answers)
    it(`whole: ${JSON.stringify(text)} is ${JSON.stringify(expected)}`, () =>
      assert.equal(read('whole', text, prompt ?? COLOUR).answer, expected));
  for (const [text, expected] of answers.slice(0, 12))
    it(`choice: ${JSON.stringify(text)} is ${JSON.stringify(expected)}`, () =>
      assert.equal(read('choice', text, COLOUR).answer, expected));

  it('leaves long answers whole, but for greeting and offer', () => {
    const story = 'Leo found a dog.\n\nHe said "Want another?" and laughed. Of course, the dog stayed.';
    assert.equal(read('whole', story, 'Tell me a story').answer, story);
    const framed = `Sure! Here's a story for you:\n\n${story}\n\nLet me know if you'd like another!`;
    const extraction = read('whole', framed, 'Tell me a story');
    assert.equal(extraction.answer, story);
    assert.deepEqual(extraction.notes, ['greeting set aside', 'closing offer set aside']);
    assert.deepEqual(setAside(framed, extraction), [
      "Sure! Here's a story for you:",
      "Let me know if you'd like another!",
    ]);
    assert.equal(read('whole', 'Sure!', '').answer, 'Sure');
  });
  it('knows a refusal, and what only looks like one', () => {
    assert.equal(read('whole', "I'm sorry, but I can't help with that.").refused, true);
    assert.equal(read('whole', 'I cannot provide a specific combination. Instead, I can give you tips.').refused, true);
    assert.equal(read('whole', "I can't help but smile whenever it rains.").refused, false);
    assert.equal(
      read('whole', "As an AI, I don't have favourites, but if I had to choose I'd say teal.").refused,
      false,
    );
    for (const [text, refused] of [
      ["As an AI, I don't have personal opinions, but many find the Goldbach conjecture fascinating.", false],
      ["As an AI, I don't have favourites, but teal is often considered calming.", false],
      ["As an AI, I don't have personal opinions, but I hope that helps.", true],
      ["As an AI, I don't have personal opinions or feelings.", true],
    ] as const)
      assert.equal(read('whole', text, 'What is your favourite?').refused, refused, text);
    assert.equal(read('whole', '"I can\'t do this," she said, and left.').refused, false);
  });
});

describe('choice with options', () => {
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['choice:heads,tails', 'Heads!', 'heads'],
    ['choice:heads,tails', 'The coin landed on **tails**.', 'tails'],
    ['choice:heads,tails', 'Heads or tails? I say tails.', 'tails'],
    ['choice:heads,tails', 'It could be heads or tails.', null],
    ['choice:blue,dark blue', 'Dark blue', 'dark blue'],
    ['choice:A,B', 'The answer is B.', 'B'],
    ['choice:A,B', 'A good question! B', 'B'],
    ['choice:A,B', '**A**', 'A'],
    ['choice:yes,no', 'No, not yes.', 'no'],
    ['choice:cats,dogs', 'I would choose dogs over cats.', 'dogs'],
    ['choice:cats,dogs', 'Birds.', null],
  ];
  for (const [spec, text, expected] of cases)
    it(`${spec}: ${JSON.stringify(text)} is ${String(expected)}`, () =>
      assert.equal(read(spec, text).answer, expected));
  it('finds the options in the prompt', () => {
    assert.equal(
      read('choice', 'Half full.', 'Pick one: glass half full or glass half empty?').answer,
      'glass half full',
    );
    assert.equal(read('choice', 'I pick scissors!', 'Choose rock, paper, or scissors.').answer, 'scissors');
    assert.equal(read('choice', 'Tails it is', 'Flip a coin').answer, 'tails');
  });
});

describe('joke', () => {
  const ATOMS = "Why don't scientists trust atoms?\n\nBecause they make up everything!";
  const dressed: readonly string[] = [
    ATOMS,
    `${ATOMS} 😄`,
    `${ATOMS}\n\nWant another (a pun, dark, or tech one)?`,
    `Sure! Here's one:\n\n${ATOMS}`,
    `Here's a joke for you: ${ATOMS}`,
    `Of course! 😄\n\n${ATOMS} 😂\n\nLet me know if you'd like another!`,
    `**Joke:** ${ATOMS}`,
    `# A Science Joke\n\n${ATOMS}`,
    `${ATOMS}\n\n*Ba dum tss!* 🥁`,
    `${ATOMS}\n\nWould you like to hear another one?`,
    `${ATOMS}\n\nHope that made you smile! 😊`,
    `${ATOMS}\n\nGet it? Atoms make up all matter.`,
    `Alright, here is a classic:\n\n${ATOMS}\n\n---\n\nIf you want more jokes, just let me know!`,
  ];
  for (const text of dressed)
    it(`is read from ${JSON.stringify(text)}`, () => assert.equal(read('joke', text, 'Tell me a joke').answer, ATOMS));
  it('drops labels', () => {
    const text = "**Setup:** Why don't scientists trust atoms?\n\n**Punchline:** Because they make up everything!";
    assert.equal(read('joke', text).answer, ATOMS);
    assert.deepEqual(
      setAside(text, read('joke', text)).map((part) => part.trim()),
      ['**Setup:**', '**Punchline:**'],
    );
  });
  it('marks and notes what was set aside', () => {
    const text = `Sure! ${ATOMS} 😄\n\nWant another?`;
    const extraction = read('joke', text);
    assert.deepEqual(setAside(text, extraction), ['Sure!', '😄\n\nWant another?']);
    assert.deepEqual(extraction.notes, ['greeting set aside', 'closing offer set aside', 'emoji set aside']);
  });
  it('keeps the questions of a knock-knock joke', () => {
    const knock = "Knock knock.\n\nWho's there?\n\nLettuce.\n\nLettuce who?\n\nLettuce in, it's cold out here!";
    assert.equal(read('joke', knock).answer, knock);
  });
});

describe('the smaller extractors', () => {
  it('first-line', () => {
    assert.equal(read('first-line', '\n# Tidal Memory\n\nA field of particles.').answer, 'Tidal Memory');
    assert.equal(read('first-line', "Sure! Here's one:\n\n**Erosion**\nmore").answer, 'Erosion');
  });
  it('title', () => {
    assert.equal(read('title', '<html><head><title>Erosion</title></head>').answer, 'Erosion');
    assert.equal(read('title', 'Here it is.\n\n## Semantic Drift\n\ntext').answer, 'Semantic Drift');
    const page = (head: string, body = '') =>
      read('title', `<!DOCTYPE html>\n<html><head>${head}</head><body>${body}</body></html>`).answer;
    assert.equal(page('<!-- <title>Old</title> -->\n<title>\n  Tidal Memory\n</title>'), 'Tidal Memory');
    assert.equal(
      page('<script>const t = "<title>No</title>";\n# not this\n</script>', '<h1 class="a">Erosion</h1>'),
      'Erosion',
    );
    assert.equal(page('<svg><title>Icon</title></svg><title lang="en">Drift</title>'), 'Drift');
    assert.equal(read('title', 'Here:\n```html\n<html><title>Fenced</title></html>\n```\nEnjoy!').answer, 'Fenced');
    assert.equal(read('title', '<svg viewBox="0 0 1 1"><title>Moon</title></svg>').answer, 'Moon');
  });
  it('code', () => {
    const text = 'Here:\n```js\nlet a = 1;\n```\nand\n```html\n<p>long enough</p>\n```';
    assert.equal(read('code', text).answer, '<p>long enough</p>');
    assert.equal(read('code', '```js\ncut off').answer, 'cut off');
    assert.equal(read('code', '<!doctype html>\n<p>').answer, '<!doctype html>\n<p>');
    assert.equal(read('code', 'No code here.').answer, null);
  });
  it('what a fence sets out is one thing, and JSON is no line', () => {
    const query = 'SELECT *\nFROM users';
    const ask = (id: string, text: string) =>
      parseExtractor(id).extractor.extract(text, { prompt: 'Name one query', domain: null, argument: null }).answer;
    assert.equal(ask('whole', `\`\`\`sql\n${query}\n\`\`\``), query);
    assert.equal(ask('whole', `You can use this:\n\`\`\`sql\n${query}\n\`\`\`\nIt lists all users.`), query);
    assert.equal(ask('whole', 'Count. For example\n```sql\nSELECT 1\n```'), 'Count');
    for (const id of ['whole', 'first-line']) {
      assert.equal(ask(id, '```json\n{\n "a": 1\n}\n```'), '{\n "a": 1\n}');
      assert.equal(ask(id, '{\n "a": 1\n}'), '{\n "a": 1\n}');
    }
  });
  it('json', () => {
    assert.equal(read('json', 'Sure {x}: {"a": 1} done').answer, '{"a": 1}');
    assert.equal(read('json:colour', '```json\n{"colour": " teal "}\n```').answer, 'teal');
    assert.equal(read('json:a.b[1].c', 'Sure {x}: {"a": {"b": [0, {"c": 42}]}} done').answer, '42');
    assert.equal(read('json:missing', '{"colour": "teal"}').answer, null);
    assert.equal(read('json:constructor', '{}').answer, null);
  });
  it('regex', () => {
    assert.equal(read('regex:colou?r is (\\w+)', 'The color is teal.').answer, 'teal');
    assert.equal(read('regex:(?i)TEAL', 'teal').answer, 'teal');
    assert.equal(read('regex:x', 'teal').answer, null);
  });
});

describe('every extractor', () => {
  const specs = [
    'whole',
    'number',
    'choice',
    'choice:a,b',
    'first-line',
    'title',
    'joke',
    'code',
    'named',
    'json:a',
    'regex:(.)',
  ];
  it('is among those tried', () => {
    assert.deepEqual(
      [...new Set(specs.map((spec) => spec.split(':')[0]))].sort(),
      EXTRACTORS.map(({ id }) => id).sort(),
    );
  });
  it('takes any text, and sets aside parts of it', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('Sure! ', '**a**', "I can't pick ", '\n\n', 'Want another?', '```\n', '{"a":', '😄', '"', '1. '),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom(...specs),
        fc.constantFrom('', COLOUR, 'Tell me a joke'),
        (pieces, spec, prompt) => {
          const text = pieces.join('');
          const { answer, refused, setAside: parts } = read(spec, text, prompt);
          assert.ok(!(refused && answer !== null));
          assert.notEqual(answer, '');
          for (const [start, end] of parts) assert.ok(start >= 0 && start < end && end <= text.length);
        },
      ),
      { seed: 9, numRuns: 3000 },
    );
  });
});
