/** Parts of a text whose digits are no numbers: dates, times, versions, telephone numbers, addresses, tags. */

/** Texts with plain digits are searched. No pattern can backtrack over more than one bounded run of digits. */
const ZONES: readonly RegExp[] = [
  /<\/?[a-z][^<>\n]{0,300}>/gi,
  /\b(?:https?:\/\/|www\.)\S{1,2000}/gi,
  // 2024-01-15, 555-123-4567, 01/15/2024
  /(?<![\p{L}\d.,])\d{1,20}(?:(?:[-–]\d{1,20}){2,20}|(?:\/\d{1,20}){2,20})(?!\d)/gu,
  // 14:30, 16:9
  /(?<![\p{L}\d.,])\d{1,20}(?::\d{1,20}){1,3}(?!\d)/gu,
  // 2.1.3, 15.01.2024, 192.168.0.1
  /(?<![\d.,])\d{1,20}(?:\.\d{1,20}){2,20}(?![\d,])/g,
  // (555) 123-4567, +1 555 123 4567
  /(?:\+\d{1,3}[ .-]?)?\(\d{2,4}\)[ .-]?\d{3,4}[ .-]?\d{3,4}(?!\d)|\+\d{1,3}(?:[ .-]\d{2,4}){2,5}(?!\d)/g,
];

/** 1.234.567 is a number. */
const THOUSANDS = /^\d{1,3}(?:\.\d{3}){2,}$/;

/** Tells whether an offset lies in such a part. Offsets must be asked for in rising order. */
export function zonesOf(text: string): (offset: number) => boolean {
  const zones = ZONES.flatMap((pattern) => [...text.matchAll(pattern)])
    .filter((match) => !THOUSANDS.test(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .sort((a, b) => a.start - b.start);
  let at = 0;
  return (offset) => {
    while (at < zones.length && zones[at]!.end <= offset) at++;
    const zone = zones[at];
    return zone !== undefined && zone.start <= offset;
  };
}
