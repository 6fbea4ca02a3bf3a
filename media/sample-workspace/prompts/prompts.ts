// Prompts where they usually live: inside string literals. Put the cursor into one, or select it, and probe it.
// What stands in {braces} or ${braces} is asked for before the run.

export const JOKE = 'Tell me a joke';

export const NUMBER = 'Pick a random number between 1 and 100, only return the number';

export const NAME = "Suggest one name for a {animal} that doesn't sound like \"Fluffy\". Only return the name.";

export const story = (place: string): string => `Write the first sentence of a story that is set in ${place}.
Only return the sentence.`;
