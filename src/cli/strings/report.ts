/** What is said around the tables of a report. */
export const REPORT = {
  rewrites: {
    fresh: 'Fresh runs, which nothing was chosen by:',
    changes: (name: string, changes: string, source: string | null) =>
      `What “${name}” changes: it ${changes}.${source === null ? '' : ` Source: ${source}.`}`,
  },
} as const;
