/** The first `limit` UTF-16 units of a text, or one less where that would halve a character. */
export function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

/** The same with an ellipsis when something was cut; `limit` holds for both together. */
export function abbreviated(text: string, limit: number): string {
  return text.length <= limit ? text : `${beginning(text, limit - 1)}…`;
}

/** Begin and end of a text of more than `limit` UTF-16 units, three quarters to one, so that both ways to differ are seen. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const begin = beginning(text, Math.ceil(limit * 0.75));
  const end = text.slice(text.length - Math.floor(limit * 0.25)).replace(/^[\udc00-\udfff]/u, '');
  return `${begin} … ${end}`;
}
