import { askedIn, turnOf, type Turn } from './chat.ts';
import { failedCall } from './failed-call.ts';
import type { Importer, RecordReader } from './importer.ts';
import { listIn, textIn, type Loose } from './loose.ts';
import { failedRow, repliedRow, type ModelRow } from './reply.ts';
import { withModels, wrong } from './rows.ts';

/** Logs of chats, one per line or a list of them: `{ messages: [{ role, content }, ...], model }`. */

function turnsOf(record: Loose, place: string): readonly Turn[] {
  return (listIn(record, 'messages') ?? []).map(
    (turn, index) =>
      turnOf(turn) ?? wrong(place, `message ${index + 1} has no role that is known (system, user, assistant, tool)`),
  );
}

/** The last turn of the model is the answer, those before it are what was asked. */
function rowOf(record: Loose, place: string): ModelRow {
  const turns = turnsOf(record, place);
  const at = turns.findLastIndex(({ role }) => role === 'assistant');
  const { messages, ...prompt } = askedIn(at === -1 ? turns : turns.slice(0, at));
  const asked = { ...prompt, ...(messages !== null && { messages }) };
  const model = textIn(record, 'model');
  if (at === -1) return failedRow(place, failedCall('The chat holds no answer.'), { model, asked });
  return repliedRow({ place, model, asked, text: turns[at]!.text, finishReason: null, refusal: null });
}

/** What is not text stands in a prompt by its kind only. */
function reader(): RecordReader {
  const rows: ModelRow[] = [];
  let notText = 0;
  let behind = 0;
  return {
    take(record, place) {
      const turns = turnsOf(record, place);
      if (turns.some(({ isText }) => !isText)) notText += 1;
      if (turns.findLastIndex(({ role }) => role === 'assistant') < turns.length - 1) behind += 1;
      rows.push(rowOf(record, place));
    },
    end: () => ({
      rows: withModels(rows),
      from: 'chat logs',
      notes: [],
      leftOut: [
        ...(notText > 0
          ? [`${notText} of ${rows.length} chats hold images or other parts that are no text; these were left out.`]
          : []),
        ...(behind > 0
          ? [`${behind} of ${rows.length} chats do not end with an answer; what follows the last one was left out.`]
          : []),
      ],
    }),
  };
}

/** Chats with their messages, as logs and fine-tuning data hold them. */
export const chatLog: Importer = {
  label: 'chat logs with messages',
  extensions: ['jsonl', 'json'],
  records: { is: (record) => Array.isArray(record['messages']), reader },
};
