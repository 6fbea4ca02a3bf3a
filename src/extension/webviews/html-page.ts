import { escapeMarkup } from '../../core/text/markup.ts';
import { STRINGS } from '../strings.ts';

/** What differs between the pages of two webviews. */
export interface HtmlPage {
  readonly title: string;
  /** Directives of its Content Security Policy. */
  readonly policy: readonly string[];
  readonly styleUri: string;
  readonly scriptUri: string;
  /** Lets the script run under a policy that asks for it; `null` where the policy names the script's source. */
  readonly nonce: string | null;
  /** Attributes of the element that the script draws into; values are quoted here. */
  readonly app?: Readonly<Record<string, string>>;
}

/** The page of a webview. It holds no word of a prompt or an output: those come as messages. */
export function htmlPage({ title, policy, styleUri, scriptUri, nonce, app = {} }: HtmlPage): string {
  const more = Object.entries(app).map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`);
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policy.join('; '))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${escapeMarkup(styleUri)}" />
    <title>${escapeMarkup(title)}</title>
  </head>
  <body>
    <div id="app"${more.join('')}></div>
    <p class="until">${STRINGS.opening}</p>
    <script${nonce === null ? '' : ` nonce="${escapeMarkup(nonce)}"`} src="${escapeMarkup(scriptUri)}"></script>
  </body>
</html>
`;
}
