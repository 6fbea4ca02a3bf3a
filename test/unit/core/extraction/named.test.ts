import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { readNamed, type NamedInput } from '../../../../src/core/extraction/named/read-named.ts';
import { NAMED_SETS, WHOLE_SETS, type NamedSet } from '../../../fixtures/named/sets.ts';
import { runOf, times } from '../analysis/run-of.ts';

const textsOf = ({ answers }: NamedSet): string[] => answers.flatMap(([, count, text]) => times(text, count));

/** Pairs of outputs of one answer, by the reader and by the report. */
function pairs(set: NamedSet): { readonly both: number; readonly reader: number; readonly report: number } {
  const labels = set.answers.flatMap(([named, count]) => times(named, count));
  const { readings } = summarize(runOf(set.prompt, { model: textsOf(set) }), DEFAULT_ANALYSIS);
  const sum = { both: 0, reader: 0, report: 0 };
  readings.forEach((a, i) => {
    readings.forEach((b, j) => {
      if (j <= i || a.group === null || b.group === null) return;
      const [same, joined] = [labels[a.trialIndex] === labels[b.trialIndex], a.group === b.group];
      sum.reader += Number(same);
      sum.report += Number(joined);
      sum.both += Number(same && joined);
    });
  });
  return sum;
}

const report = (prompt: string, texts: readonly string[], extractor = 'auto') =>
  summarize(runOf(prompt, { model: texts }), { ...DEFAULT_ANALYSIS, extractor });

describe('the thing that answers name in sentences', () => {
  for (const set of NAMED_SETS) {
    it(`is read to “${set.prompt}”`, () => {
      const { both, reader, report: joined } = pairs(set);
      assert.ok(both >= 0.9 * reader, `${both} of ${reader} pairs of a reader found`);
      assert.equal(both, joined, 'nothing is joined that a reader keeps apart');
    });
  }

  for (const set of WHOLE_SETS) {
    it(`is not looked for to “${set.prompt}”`, () => {
      assert.equal(report(set.prompt, textsOf(set)).extractor, 'whole');
    });
  }

  it('is what the top answer is called, and the rest of each output is set aside', () => {
    const texts = ['It depends on taste, but apple is a classic choice.', 'Apple.', 'Apple is a good pick.'];
    const { groups, readings } = report('Which pie should I bake?', [
      ...texts,
      'Consider a cherry pie, which kids love.',
    ]);
    assert.equal(groups[0]?.count, 3);
    assert.match(groups[0]?.answer ?? '', /^apple$/i);
    const [first] = readings;
    assert.equal(first?.answer, 'apple');
    assert.deepEqual(
      first?.setAside.map(([from, to]) => texts[0]!.slice(from, to)),
      ['It depends on taste, but', 'is a classic choice.'],
    );
  });

  it('keeps apart what only begins alike, and joins what a place or a common noun follows', () => {
    const { groups } = report('Which car should I rent?', [
      ...times('Consider the Skoda Fabia for its price.', 3),
      'The Skoda Fabia hatchback is a good choice.',
      ...times('Consider the Skoda Octavia for its space.', 3),
      'You could rent a Skoda.',
    ]);
    assert.deepEqual(
      groups.map(({ answer, count }) => `${answer} ${count}`),
      ['Skoda Fabia 4', 'Skoda Octavia 3', 'Skoda 1'],
    );
  });

  it('is what most call it where one output leaves a word out, and its own words stay marked', () => {
    const text = 'An automatic slicer that cuts any loaf would save time.';
    const { readings } = report('What would help a baker most?', [
      ...times('An automatic loaf slicer that works in seconds.', 3),
      text,
    ]);
    const last = readings.at(-1);
    assert.equal(last?.answer, 'automatic loaf slicer');
    assert.deepEqual(
      last?.setAside.map(([from, to]) => text.slice(from, to)),
      ['An', 'that cuts any loaf would save time.'],
    );
  });

  it('keeps a verb that may be a part of a name, and no verb is an option', () => {
    const films = ['Get Out.', 'I recommend Get Out.', 'Check out Vertigo.', 'Vertigo'];
    const { groups } = report('Recommend a film.', films);
    assert.deepEqual(groups.map(({ answer, count }) => `${answer} ${count}`).sort(), ['Get Out 2', 'Vertigo 2']);
    const cities = [
      ...times('Visit Lisbon.', 4),
      ...times('Lisbon', 2),
      ...times('Oslo', 3),
      'Check out Oslo, Norway.',
    ];
    assert.deepEqual(
      report('Where should I go?', cities).groups.map(({ answer, count }) => `${answer} ${count}`),
      ['Lisbon 6', 'Oslo 4'],
    );
  });

  it('is read whole again when someone chooses that, and anywhere when someone asks for it', () => {
    const texts = [...times('I recommend the Skoda Fabia.', 2), 'Consider the Skoda Fabia for its price.'];
    assert.equal(report('Which car should I rent?', texts, 'whole').groups.length, 2);
    const forced = report('Explain which car I should rent', texts, 'named');
    assert.deepEqual([forced.extractor, forced.groups.length], ['named', 1]);
    assert.equal(report('Explain which car I should rent', texts).extractor, 'whole');
  });

  it('is counted as what was read, and not as the sentences around it', () => {
    const texts = [
      'Consider the Skoda Fabia for its space.',
      'Consider the Skoda Fabia for its price.',
      'Consider a Fiat Panda.',
    ];
    assert.equal(report('Which car should I rent?', texts).funnel.extracted, 2);
  });

  it('is counted thing by thing where several are listed', () => {
    const texts = ['Mars and Venus are two planets.', 'Venus and Mars.', 'Two planets are Earth and Mars.'];
    const { named, groups } = report('Name two planets.', texts);
    assert.deepEqual(named?.items, [
      { item: 'Mars', outputs: 3 },
      { item: 'Venus', outputs: 2 },
      { item: 'Earth', outputs: 1 },
    ]);
    assert.equal(groups[0]?.count, 2);
  });

  it('is said to be partial where fewer than 80% of the outputs name one', () => {
    const texts = [
      ...times('Consider the Skoda Fabia for its price.', 6),
      'I would take the Skoda Fabia.',
      ...times('It depends on you.', 3),
    ];
    const { named, insight } = report('Which car should I rent?', texts);
    assert.deepEqual(named, { named: 7, whole: 3 });
    assert.match(insight.details[0]!, /^Only 70% of the outputs name one thing/);
  });

  it('is left alone where that joins nothing and leaves many outputs whole, or where anything may be said', () => {
    const partly = [...times('Consider the Skoda Fabia for its price.', 7), ...times('It depends on you.', 3)];
    assert.equal(report('Which car should I rent?', partly).extractor, 'whole');
    const hardly = [...times('Skoda Fabia', 7), ...times('Consider the Fiat Panda for its price.', 3)];
    assert.equal(report('Which car should I rent?', hardly).extractor, 'whole');
    const anything = [...times('Consider the Skoda Fabia for its price.', 6), 'I would take the Skoda Fabia.'];
    assert.equal(report('Say something.', anything).extractor, 'whole');
  });

  it('is counted thing by thing where each has a line of its own, too', () => {
    const lists = ['1. Paris\n2. Rome\n3. Oslo', '- Rome\n- Paris\n- Bern', '1. **Paris**\n2. Rome\n3. Oslo'];
    const { named, extractor, groups } = report('Name three cities.', lists);
    assert.deepEqual([extractor, groups.length, named?.named], ['whole', 2, 3]);
    assert.deepEqual(named?.items, [
      { item: 'Paris', outputs: 3 },
      { item: 'Rome', outputs: 3 },
      { item: 'Oslo', outputs: 2 },
      { item: 'Bern', outputs: 1 },
    ]);
  });

  it('is not taken from answers that deny there is one, or list several', () => {
    const denied = [
      'No specific lock is the safest, but avoid "Titan".',
      'There is no safest lock; brands like "Titan" differ.',
    ];
    const inputs = denied.map((text): NamedInput => ({ text, answer: text, count: 5 }));
    assert.equal(readNamed('Which lock is the safest?', inputs), null);
    const listed = ['Some names:\n\n**Calm:**\n* Luna', 'Here are a few names:\n* Rex\n* Luna'];
    assert.equal(
      readNamed(
        'Name my cat',
        listed.map((text) => ({ text, answer: text, count: 5 })),
      ),
      null,
    );
  });

  it('does not depend on the order of the answers', () => {
    for (const set of NAMED_SETS) {
      const inputs = set.answers.map(([, count, text]): NamedInput => ({
        text,
        answer: text.replace(/\.$/, ''),
        count,
      }));
      const sorted = (spans: ReturnType<typeof readNamed>) => [...(spans ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
      assert.deepEqual(sorted(readNamed(set.prompt, [...inputs].reverse())), sorted(readNamed(set.prompt, inputs)));
    }
  });

  it('takes no longer for each of many hostile texts than for a few', () => {
    const hostile = [
      'a of '.repeat(4000),
      '"'.repeat(9000),
      '**a '.repeat(5000),
      'A, '.repeat(6000),
      'A and '.repeat(4000),
    ];
    const inputs = hostile.map((text): NamedInput => ({ text, answer: text, count: 1 }));
    const begun = process.cpuUsage();
    readNamed('Name a thing', inputs);
    readNamed('Name three things', inputs);
    assert.ok(process.cpuUsage(begun).user < 1_000_000, 'five hostile texts are read within a second');
  });
});
