/** Where one way of comparing answers ends and another begins. Words. */

/** Below this many words an answer is a name or a phrase, and is compared by its key alone. */
export const SHORT_WORDS = 5;
/** With more words a text is compared as a whole, by its pairs of words. */
export const LONG_WORDS = 120;
/** Words that matter from which on a text is a paragraph: told again, it may say some of it otherwise. */
export const PARAGRAPH_CONTENT = 12;
