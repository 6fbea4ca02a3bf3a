/** The class that colours a model: there are six. */
export const modelClass = (slot: number): string => `m${slot % 6}`;
