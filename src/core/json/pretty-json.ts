/** A value of about so many characters is made into text at once; a larger one member by member. */
const AT_ONCE = 2 ** 20;
const INDENT = '  ';

/**
 * The text that `JSON.stringify(value, null, 2)` gives, in pieces: no text in JavaScript can be longer than 512 MB. For
 * plain data, without `toJSON`.
 */
export function* prettyJson(value: unknown, indent = ''): Generator<string> {
  if (typeof value === 'string' && value.length > AT_ONCE) yield* longText(value);
  else if (typeof value !== 'object' || value === null || isSmall(value)) {
    // Line feeds within texts are escaped, so those that are there are of the layout.
    yield (JSON.stringify(value, null, INDENT) ?? 'null').replaceAll('\n', `\n${indent}`);
  } else yield* members(value, indent);
}

function* members(value: object, indent: string): Generator<string> {
  const isList = Array.isArray(value);
  const inner = indent + INDENT;
  let before = isList ? '[' : '{';
  for (const [name, member] of isList ? value.entries() : Object.entries(value)) {
    if (!isList && (member === undefined || typeof member === 'function')) continue;
    yield `${before}\n${inner}${isList ? '' : `${JSON.stringify(name)}: `}`;
    yield* prettyJson(member, inner);
    before = ',';
  }
  const isEmpty = before !== ',';
  yield isEmpty ? (isList ? '[]' : '{}') : `\n${indent}${isList ? ']' : '}'}`;
}

/** Cut between characters, because half of one is escaped. */
function* longText(text: string): Generator<string> {
  yield '"';
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + AT_ONCE);
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to--;
    yield JSON.stringify(text.slice(from, to)).slice(1, -1);
    from = to;
  }
  yield '"';
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Whether the text of a value is short, judged by its strings and its members; looks at no more of it than that takes. */
function isSmall(value: object): boolean {
  let left = AT_ONCE;
  const isOver = (one: unknown): boolean => {
    if (typeof one === 'string') left -= one.length;
    else if (typeof one !== 'object' || one === null) left -= 8;
    else {
      for (const name of Object.keys(one)) {
        left -= name.length + 8;
        if (left < 0 || isOver((one as Readonly<Record<string, unknown>>)[name])) return true;
      }
    }
    return left < 0;
  };
  return !isOver(value);
}
