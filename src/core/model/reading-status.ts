/** How an output can have been read or its trial ended, in the order in which a filter offers it. */
export const READING_STATUSES = [
  ...(['counted', 'unparsed', 'out-of-range', 'echo', 'unreadable'] as const),
  ...(['refused', 'empty', 'failed', 'cancelled'] as const),
] as const;

export type ReadingStatus = (typeof READING_STATUSES)[number];
