/**
 * Least cosine similarity of answers that are the same, unless the user sets another. No figure is right for all models:
 * they put paraphrases at 0.8 to 0.95, and some put everything above 0.7. What is merged falsely makes models look more
 * alike than they are, what is missed leaves things as they were, so the default is on the strict side.
 */
export const SAME_FROM = 0.9;
