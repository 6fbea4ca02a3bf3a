import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import MarkdownIt from 'markdown-it';
import { gfm } from 'micromark-extension-gfm';

/** What two Markdown parsers make of a document, without its words. */

/** VS Code's preview is of this make; `linkify` finds bare addresses and domains. */
const markdownIt = new MarkdownIt({ html: true, linkify: true });

/** The structure as markdown-it has it; code inside a line counts as text. */
export function tokensOf(markdown: string): readonly string[] {
  const types = markdownIt
    .parse(markdown, {})
    .flatMap((token) => (token.type === 'inline' ? (token.children ?? []) : [token]))
    .map(({ type, tag }) => `${type} ${tag}`);
  return types.filter((type) => !/^(text|text_special|code_inline) /.test(type));
}

/** What GitHub's dialect makes of a document; it also links addresses that were escaped. */
export interface Parsed {
  readonly nodes: readonly string[];
  /** All that is no code: what GitHub looks through for mentions and numbers of issues. */
  readonly words: string;
}

/** A document as GitHub reads it. */
export function parsed(markdown: string): Parsed {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const nodes: string[] = [];
  let words = '';
  const walk = (node: Nodes): void => {
    if (node.type === 'text') words += node.value;
    else if (node.type === 'inlineCode') words += ' ';
    else {
      nodes.push(node.type);
      words += '\n';
      if ('children' in node) node.children.forEach(walk);
      nodes.push(`/${node.type}`);
    }
  };
  walk(tree);
  return { nodes, words };
}
