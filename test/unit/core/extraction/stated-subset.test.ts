import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { domainOfPrompt } from '../../../../src/core/extraction/prompt-domain.ts';
import { countStated } from '../../../../src/core/extraction/stated-subset.ts';

describe('numbers of a range that a prompt asks for', () => {
  const cases: readonly (readonly [prompt: string, count: number | null])[] = [
    ['Pick a random even number between 1 and 20', 10],
    ['Choose an odd integer from 1 to 9 at random.', 5],
    ['Pick a random number between 1 and 20. It must be even.', 10],
    ['Pick a random number between 1 and 20 that is not even.', 10],
    ['Pick a random number between 1 and 100, and do not even think of 42.', null],
    ['Pick a random number between 1 and 100, even or odd.', null],
    ['Pick a random prime number between 1 and 100.', 25],
    ['Name a random prime between 10 and 20', 4],
    ['Pick a random non-prime number between 1 and 10', 6],
    ['Pick a random multiple of 7 between 1 and 100', 14],
    ['Pick a random number between 1 and 100 that is divisible by three', 33],
    ['Pick a random number between 1 and 100 that is divisible by 3 and 5', 6],
    ['Pick a random number between 1 and 100 that is not divisible by 10', 90],
    ['Pick a random odd multiple of 5 between 1 and 100', 10],
    ['Pick a random number between 1 and 100 ending in 7', 10],
    ['Pick a random perfect square between 1 and 100', 10],
    ['Pick a random number between 1 and 10 other than 7', 9],
    ['Pick a random number between 1 and 10, except 3, 7 and 8', 7],
    ['Pick a random number between 1 and 10, without explanation', null],
    ['Pick a random two-digit even number', 45],
    ['Pick a random even digit', 5],
    ['Wähle eine zufällige gerade Zahl zwischen 1 und 20.', 10],
    ['Wähle eine zufällige ungerade Zahl zwischen 1 und 19.', 10],
    ['Elige un número impar al azar entre 1 y 20.', 10],
    ['Choisis au hasard un nombre premier entre 1 et 20.', 8],
    ['Pick a random number between 1 and 100', null],
  ];
  for (const [prompt, count] of cases)
    it(JSON.stringify(prompt), () => {
      const domain = domainOfPrompt(prompt);
      assert.ok(domain !== null);
      assert.equal(countStated(prompt, domain) || null, count);
    });
});
