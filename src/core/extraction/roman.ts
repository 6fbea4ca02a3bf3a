/** Roman numerals. */

const NUMERAL = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const VALUES: ReadonlyMap<string, number> = new Map([
  ['I', 1],
  ['V', 5],
  ['X', 10],
  ['L', 50],
  ['C', 100],
  ['D', 500],
  ['M', 1000],
]);

/** The value of a Roman numeral in capitals, 1 ... 3999; `null` for any other text, IIX among them. */
export function romanValue(text: string): number | null {
  if (text === '' || !NUMERAL.test(text)) return null;
  const values = [...text].map((letter) => VALUES.get(letter) ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}
