import { plural } from '../../core/text/prose.ts';

const PRICES = 'convergenceProbe.prices (0 for a server of your own)';

/** The question before anything is sent, and why a run cannot be sent. `spec` is `provider:model`. */
export const SENDING = {
  question: {
    title: (calls: number, price: string) => `Send ${plural(calls, 'call')}${price}?`,
    /** Of a run that ends once it is settled. */
    mostTitle: (calls: number, price: string) => `Send up to ${plural(calls, 'call')}${price}?`,
    button: (calls: number) => `Send ${plural(calls, 'call')}`,
    mostButton: (calls: number) => `Send up to ${plural(calls, 'call')}`,
    upTo: (price: string) => `up to about ${price}`,
    about: (price: string) => `about ${price}`,
    moreThan: (price: string) => `more than ${price}`,
    range: (from: string, to: string) => `${from} to ${to}`,
    free: 'free',
    unknownCost: ' at an unknown cost',
    payer: ' It is billed to the owner of the key.',
  },
  /** Why it is asked. */
  why: {
    fromFile: 'The prompt and the models come from a file, so every call needs your confirmation.',
    cost: (limit: string) => `A probe above ${limit} needs confirmation (setting convergenceProbe.confirmAboveCost).`,
    calls: (limit: number) =>
      `A probe above ${plural(limit, 'call')} needs confirmation (setting convergenceProbe.confirmAbove).`,
    unknown: (specs: string) =>
      `A probe of unknown cost needs confirmation; to skip it, set the price of ${specs} in ${PRICES}.`,
    andMore: (more: number) => ` and ${more === 1 ? 'one' : more} more`,
  },
  budget: {
    invalid: 'The setting convergenceProbe.budget must be a number of US dollars above 0, or null for no limit.',
    ofFile: (file: string | undefined, spec: string) =>
      `The budget of ${file ?? 'the probe file'} needs the price of ${spec}; set it in ${PRICES}, or run the file without its budget.`,
    ofSetting: (spec: string) =>
      `The setting convergenceProbe.budget needs the price of ${spec}; set it in ${PRICES}, or set the budget to null.`,
  },
  addresses: {
    ownBaseUrl: (name: string) => `This run gives ${name} a base URL of its own, so it cannot be resumed here.`,
    unknown: (name: string) => `This run uses the server ${name}. Add it to convergenceProbe.servers to resume.`,
    /** `null`: the vendor's own address. */
    different: (name: string, there: string | null, here: string | null) =>
      `This run uses ${name} at ${there ?? "the vendor's own address"}, but convergenceProbe.servers says ${here ?? "the vendor's own"}. Change it there, if you trust that address, to resume.`,
  },
  /** Why running something again takes a key when its answers came without one. */
  needsKey: {
    imported: 'These answers came from a file; running the prompt again asks the model itself.',
    recorded: 'These answers were recorded; running the prompt again asks the model itself.',
  },
  more: {
    title: 'Run More',
    prompt: 'How many runs to add for every model (and condition)',
    invalid: 'Type a whole number from 1 to 99999.',
  },
  brokeDown: 'The run failed unexpectedly; the answers so far are kept. Please report this.',
  noPrompt: 'This run has no prompt to send.',
} as const;
