/** Answers that a simulated model can choose from, the likeliest first. A range of numbers is never written out. */
export interface Candidates {
  /** How many there are, at least 2. */
  readonly count: number;
  /** The answer at a place, 0 ... count - 1; all are different. */
  at(place: number): string;
}

/** Subjects a prompt can ask for, with answers in the order in which models tend to give them. */
const SUBJECTS: readonly { readonly asked: RegExp; readonly answers: readonly string[] }[] = [
  {
    asked: /\bfruits?\b/i,
    answers: ['Mango', 'Apple', 'Banana', 'Pineapple', 'Kiwi', 'Papaya', 'Pear', 'Cherry', 'Fig', 'Lychee', 'Guava'],
  },
  {
    asked: /\bcolou?rs?\b/i,
    answers: ['Teal', 'Blue', 'Turquoise', 'Magenta', 'Green', 'Red', 'Violet', 'Amber', 'Coral', 'Indigo', 'Olive'],
  },
  {
    asked: /\bjokes?\b/i,
    answers: [
      'Why don’t scientists trust atoms? Because they make up everything!',
      'Why did the scarecrow win an award? Because he was outstanding in his field!',
      'What do you call fake spaghetti? An impasta!',
      'Why did the bicycle fall over? It was two-tired.',
      'What do you call a bear with no teeth? A gummy bear.',
      'Parallel lines have so much in common. It’s a shame they’ll never meet.',
      'I would tell you a joke about UDP, but you might not get it.',
    ],
  },
  {
    asked: /\bnames?\b/i,
    answers: ['Elara', 'Maya', 'Luna', 'Kai', 'Aria', 'Leo', 'Sofia', 'Ravi', 'Ingrid', 'Tomás', 'Yuki', 'Amara'],
  },
  {
    asked: /\banimals?\b/i,
    answers: ['Otter', 'Elephant', 'Fox', 'Dolphin', 'Axolotl', 'Owl', 'Tiger', 'Capybara', 'Penguin', 'Heron'],
  },
  {
    asked: /\b(city|cities|town)\b/i,
    answers: ['Kyoto', 'Lisbon', 'Paris', 'Tokyo', 'Barcelona', 'Istanbul', 'Oslo', 'Montevideo', 'Accra', 'Hanoi'],
  },
  {
    asked: /\b(country|countries)\b/i,
    answers: ['Japan', 'Portugal', 'Iceland', 'Brazil', 'Kenya', 'Canada', 'Vietnam', 'Norway', 'Peru', 'Georgia'],
  },
  {
    asked: /\bwords?\b/i,
    answers: ['Serendipity', 'Ephemeral', 'Luminous', 'Petrichor', 'Echo', 'Lantern', 'Drift', 'Marrow', 'Quilt'],
  },
];

/** What is said about anything else. */
const SENTENCES: readonly string[] = [
  'There is more than one way to look at this, and the simplest is often the best.',
  'It depends on what matters most to you.',
  'The short answer is yes, with a few caveats.',
  'A good first step is to write down what is already known.',
  'Most people would begin with the smallest part that can work.',
  'Nobody can say for certain, but the signs point one way.',
  'Ask again once the question is narrower.',
];

/** Numbers that models favour within 1 to 100, the likeliest first. */
const FAVOURITES = [42, 73, 37, 57, 47, 7, 17, 27, 63, 87];

/** What a prompt can be answered with. Reads the prompt by simple rules of its own, as a model would guess. */
export function candidatesFor(prompt: string): Candidates {
  const options = optionsIn(prompt);
  if (options !== null) return listed(options);
  const subject = SUBJECTS.find(({ asked }) => asked.test(prompt));
  const range = rangeIn(prompt);
  if (range !== null && (/\b(number|integer|digit|roll|pick|dice|die)\b/i.test(prompt) || subject === undefined)) {
    return numbersIn(range[0], range[1]);
  }
  return listed(subject?.answers ?? SENTENCES);
}

function listed(answers: readonly string[]): Candidates {
  return { count: answers.length, at: (place) => answers[place]! };
}

function optionsIn(prompt: string): readonly string[] | null {
  if (/\bcoin\b/i.test(prompt)) return ['Heads', 'Tails'];
  const named = /\b(?:choose|pick|select|one of|options?|between)\b[^:\n]{0,200}:\s*([^\n]+)/i.exec(prompt)?.[1];
  const options = (named ?? '')
    .replace(/[.?!]\s*$/, '')
    .split(/[,;/]|\bor\b|\band\b/)
    .map((option) => option.trim())
    .filter((option) => option !== '' && option.length <= 40);
  return options.length >= 2 ? options : null;
}

function rangeIn(prompt: string): readonly [number, number] | null {
  const named = /(-?\d{1,9})\s*(?:-|–|—|\.\.|to|and|through)\s*(-?\d{1,9})/i.exec(prompt);
  if (named) {
    const [low, high] = [Number(named[1]), Number(named[2])];
    if (low < high) return [low, high];
  }
  const sides = /\bd(\d{1,4})\b/.exec(prompt)?.[1];
  if (sides !== undefined && Number(sides) > 1) return [1, Number(sides)];
  if (/\b(die|dice)\b/i.test(prompt)) return [1, 6];
  if (/\bdigit\b/i.test(prompt)) return [0, 9];
  return /\brandom number\b|\bnumber\b/i.test(prompt) ? [1, 100] : null;
}

/** The favourites, moved into the range, then all other numbers in order. */
function numbersIn(low: number, high: number): Candidates {
  const spread = (high - low) / 99;
  const liked = [...new Set(FAVOURITES.map((value) => Math.round(low + (value - 1) * spread)))];
  const ascending = [...liked].sort((a, b) => a - b);
  return {
    count: high - low + 1,
    at(place) {
      const favourite = liked[place];
      if (favourite !== undefined) return String(favourite);
      let value = low + place - liked.length;
      for (const taken of ascending) if (taken <= value) value++;
      return String(value);
    },
  };
}
