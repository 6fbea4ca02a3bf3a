import { sharedParts } from '../../../../../src/core/analysis/parts/shared-parts.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { Corpus } from '../../../../../src/core/analysis/texts/corpus.ts';
import { tokensOf } from '../../../../../src/core/analysis/texts/tokens.ts';
import { foldText } from '../../../../../src/core/text/fold.ts';
import type { SharedPart } from '../../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../../src/core/model/run.ts';
import { seededRandom } from '../../../../../src/core/statistics/random.ts';

/** Replies of a support desk, put together from five slots of three blocks each. */
const SLOTS = [
  [
    'Thank you for reaching out to our care team about your recent purchase.',
    'We appreciate your patience while our specialists investigated this case.',
    'I am sorry to hear that your parcel arrived damaged.',
  ],
  [
    'Our courier confirmed that the shipment left the regional warehouse yesterday.',
    'The tracking number shows a delay at the customs checkpoint.',
    'According to the carrier the driver could not enter the courtyard.',
  ],
  [
    'You may return the item at no charge within fourteen days.',
    'A replacement has been dispatched by express delivery this afternoon.',
    'We have issued a refund to the original payment method.',
  ],
  [
    'Kindly allow three business days for the adjustment to appear.',
    'Please keep the packaging until the inspection is finished.',
    'No further paperwork is needed from your side.',
  ],
  [
    'Warm regards from the whole customer happiness department.',
    'Feel free to contact us again with any questions.',
    'We look forward to welcoming you back soon.',
  ],
] as const;

/** The 15 blocks. */
export const BLOCKS: readonly string[] = SLOTS.flat();

/** So many replies, each of a block of every slot and a name of its own. */
export function replies(count: number): readonly string[] {
  const random = seededRandom(5);
  return Array.from({ length: count }, (_, index) => {
    const blocks = SLOTS.map((slot) => slot[Math.floor(random() * slot.length)]!);
    return `${(index * 7919).toString(36)}x${index}. ${blocks.join(' ')}`;
  });
}

/** What some texts of one model share. */
export function partsOf(texts: readonly string[], prompt = 'Say something'): readonly SharedPart[] {
  const corpus = new Corpus(texts.map((text) => [foldText(text)]));
  return sharedParts({
    ...{ corpus, written: texts, targets: ['test:a'], prompted: new Set(tokensOf(foldText(prompt))) },
    writers: Array.from(corpus.copies, (copies) => [[0, copies]]),
  });
}

/** What the outputs of a run share. */
export function partsIn(record: RunRecord): readonly SharedPart[] {
  return summarize(record, { ...DEFAULT_ANALYSIS, extractor: 'whole' }).sharedParts ?? [];
}
