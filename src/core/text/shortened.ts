/** Begin and end of a text of more than `limit` UTF-16 units, three quarters to one, so that both ways to differ are seen. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const begin = text.slice(0, Math.ceil(limit * 0.75)).replace(/[\ud800-\udbff]$/u, '');
  const end = text.slice(text.length - Math.floor(limit * 0.25)).replace(/^[\udc00-\udfff]/u, '');
  return `${begin} … ${end}`;
}
