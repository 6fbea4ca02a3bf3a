/** Pairs of answers, labelled by hand: whether a person would call them the same answer. */

export type LabelledPair = readonly [string, string];

const ATOMS = "Why don't scientists trust atoms?\n\nBecause they make up everything!";
const FIELD = 'Why did the scarecrow win an award?\n\nBecause he was outstanding in his field.';
const ROAD = 'Why did the chicken cross the road? To get to the other side.';

/** The same answer in other words. */
export const SAME: readonly LabelledPair[] = [
  ['teal.', 'Teal'],
  ['**Dark blue**', 'dark-blue'],
  ['42', '42.0'],
  ['The Great Gatsby', 'Great Gatsby'],
  ['Skyblue', 'sky blue'],
  ['A raccoon.', 'raccoon'],
  ['the Queen of Hearts', 'Queen of Hearts'],
  [ATOMS, 'Why don’t scientists trust atoms? Because they make up everything. 😄'],
  [ATOMS, "Why don't scientists trust atoms anymore? Because they make up everything!"],
  [ATOMS, "Why can't you trust an atom? Because they make up everything!"],
  [ATOMS, 'Why do scientists not trust atoms? They make up everything!'],
  [ATOMS, "Why don't scientists trust atoms? Because they literally make up everything."],
  [FIELD, 'Why did the scarecrow win an award? Because he was outstanding in his field!'],
  [FIELD, 'Why did the scarecrow get promoted? He was outstanding in his field!'],
  [FIELD, 'Why did the scarecrow become a success? Because he was outstanding in his field.'],
  [ROAD, 'Why did the chicken cross the road? To get to the other side!'],
  ['What do you call a fake noodle? An impasta!', 'What do you call a fake noodle?\n\n… An impasta.'],
  ['What do you call a fish with no eyes? Fsh.', 'What do you call a fish with no eyes?\n\n...Fsh!'],
  [
    "I'm reading a book about anti-gravity. It's impossible to put down!",
    'I am reading a book about anti-gravity; it is impossible to put down.',
  ],
  [
    'I just watched a documentary about beavers. It was the best dam show ever!',
    'I watched a documentary about beavers. It was the best dam show ever.',
  ],
  ['The capital of France is Paris.', 'The capital of France is **Paris**'],
  [
    'A handwritten letter expressing your love and appreciation',
    'A heartfelt, handwritten letter expressing your love and appreciation',
  ],
  ['Water boils at 100 degrees Celsius at sea level.', 'At sea level, water boils at 100 degrees Celsius.'],
  [
    'Pittsburgh has more bridges than any other city in the world, even more than Venice, with over 446 bridges.',
    'Pittsburgh has more bridges than any other city in the world, even more than Venice: over 446 bridges in total.',
  ],
  [
    'Honey never spoils. Archaeologists have found pots of honey in ancient Egyptian tombs that are over 3000 years old and still edible.',
    'Honey never spoils! Archaeologists have found pots of honey in ancient Egyptian tombs over 3000 years old that were still perfectly edible.',
  ],
];

/** Near misses: alike in wording, different in what they say. */
export const DIFFERENT: readonly LabelledPair[] = [
  ['dark blue', 'light blue'],
  ['blue', 'dark blue'],
  ['Mango', 'Apple'],
  ['Teal', 'Turquoise'],
  ['1.5', '15'],
  ['-3', '3'],
  ['C++', 'C#'],
  ['Queen of Hearts', 'Queen of Spades'],
  ['Toyota Camry', 'Toyota Camry Hybrid'],
  ['Henry IV', 'Henry V'],
  ['World War 1', 'World War 2'],
  ['🔮', '🌟'],
  [ATOMS, FIELD],
  [ROAD, 'Why did the chicken cross the playground? To get to the other slide.'],
  [ROAD, 'Why did the turkey cross the road? To prove he was not chicken.'],
  [ROAD, 'Why did the chicken cross the road twice? Because it was a double-crosser.'],
  [
    'Why did the bicycle fall over? Because it was two tired.',
    'Why did the chicken fall over? Because it was too full.',
  ],
  ['What do you call a fake noodle? An impasta!', 'What do you call a lazy kangaroo? Pouch potato!'],
  ['The capital of France is Paris', 'The capital of Spain is Madrid'],
  ['The capital of France is Paris.', 'The capital of France is not Paris.'],
  ['The largest planet in the solar system is Jupiter.', 'The smallest planet in the solar system is Mercury.'],
  ['My favourite colour is blue', 'My favourite colour is dark blue'],
  ['My favourite fruit of all the fruits is the mango.', 'My favourite fruit of all the fruits is the apple.'],
  ['I would choose mango because it is sweet and juicy.', 'I would choose apple because it is sweet and juicy.'],
  ['The meeting is at 3 pm on Monday in the main hall.', 'The meeting is at 4 pm on Monday in the main hall.'],
  [
    'Germany won the 2014 World Cup final against Argentina.',
    'Germany lost the 2014 World Cup final against Argentina.',
  ],
  ['Apollo 11 landed on the Moon in July of 1969.', 'Apollo 12 landed on the Moon in November of 1969.'],
  ['The dog chased the cat around the old house.', 'The cat chased the dog around the old house.'],
  ['Alice met Bob at the station in Berlin last summer.', 'Alice met Carol at the station in Vienna last summer.'],
  [
    'The patient should take this medicine before every meal.',
    'The patient should take this medicine after every meal.',
  ],
  ['It is safe to eat these red berries raw.', 'It is never safe to eat these red berries raw.'],
  [
    'Acrid bile, a poisoned well, my heart for you, a frozen hell. No peace I find, no solace take, only the hate, for your own sake.',
    'Acrid bile, a bitter seed, I choke upon the thought of you. May all your joys turn into weeds, and every hope dissolve like dew.',
  ],
  ['Lost in Translation: A Silicon Valley Story', 'Lost in Translation: A Decade in the Digital Babel'],
  [
    'Leo and his dog Rusty explored the woods behind their house.',
    'Mia and her cat Pepper explored the woods behind their house.',
  ],
];
