/** Dates and times of day in notations that can mean one thing only. */

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const WEEKDAY = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?';
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_FIRST = new RegExp(`^${WEEKDAY}${MONTH} ${DAY},? (\\d{4})$`, 'i');
const DAY_FIRST = new RegExp(`^${WEEKDAY}(?:the )?${DAY}(?: of)? ${MONTH},? (\\d{4})$`, 'i');
const TWELVE = /^(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?\s?m\.?$/i;
const TWENTY_FOUR = /^(\d{2}):(\d{2})(?: ?(?:h|hrs?|hours))?$/i;

/** `date 2024-03-01` or `time 14:30`; `null` for anything else, and for what could be another day or the other half of one. */
export function dateOrTime(text: string): string | null {
  return dateOf(text) ?? timeOf(text);
}

function dateOf(text: string): string | null {
  const iso = ISO.exec(text);
  if (iso !== null) return dated(iso[1]!, Number(iso[2]), Number(iso[3]));
  // Both end in a year.
  if (!/\d{4}$/.test(text)) return null;
  const first = MONTH_FIRST.exec(text);
  if (first !== null) return dated(first[3]!, monthOf(first[1]!), Number(first[2]));
  const last = DAY_FIRST.exec(text);
  return last === null ? null : dated(last[3]!, monthOf(last[2]!), Number(last[1]));
}

const monthOf = (name: string): number =>
  MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;

function dated(year: string, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `date ${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function timeOf(text: string): string | null {
  const twelve = TWELVE.exec(text);
  if (twelve !== null) {
    const hour = Number(twelve[1]);
    if (hour < 1 || hour > 12) return null;
    return timed((hour % 12) + (twelve[3]!.toLowerCase() === 'p' ? 12 : 0), Number(twelve[2] ?? 0));
  }
  const [, hour, minute] = TWENTY_FOUR.exec(text) ?? [];
  // 10:30 may be in the evening; 14:30 and 02:30 may not.
  const isClear = hour !== undefined && (Number(hour) > 12 || hour.startsWith('0'));
  return isClear ? timed(Number(hour), Number(minute)) : null;
}

function timed(hour: number, minute: number): string | null {
  if (hour > 23 || minute > 59) return null;
  return `time ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
