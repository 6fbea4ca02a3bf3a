const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text inside an element or a quoted attribute of HTML, SVG or XML. What must not be in there at all is another's affair. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (found) => ESCAPES[found]!);
}
