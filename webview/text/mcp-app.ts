import { plural } from './format.ts';

/** What the view of a report within a chat says. */
export const MCP_APP = {
  waiting: 'Waiting for the result…',
  cancelled: 'Cancelled.',
  nothing: 'There is no report in this result.',
  answers: 'Most frequent answers',
  answered: (completed: number, trials: number) => `${completed} of ${plural(trials, 'output')} answered`,
  different: (count: number) => plural(count, 'different answer'),
  effective: (figure: string) => `${figure} effective`,
  more: (count: number) => `and ${plural(count, 'more answer')}`,
  columns: {
    model: 'Model',
    answered: 'Answered',
    different: 'Different',
    effective: 'Effective',
    modal: 'Most frequent',
    share: 'Its share',
  },
} as const;
