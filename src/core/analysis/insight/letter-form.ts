import { foldText } from '../../text/fold.ts';
import { rootsOf } from '../parts/part-finder.ts';

/** What a letter holds whatever it says. */

/** "[Your Name]" */
const FIELD = /\[[^\]\n]{1,60}\]/gu;
/** A line that greets or takes leave, or names the subject. */
const FORM_LINE =
  /^[ \t*_#>]{0,8}(?:dear|hi|hello|hey|greetings|to whom it may concern|subject|sincerely|(?:best|kind|warm|with)(?: \w+)? (?:regards|wishes)|regards|yours|respectfully|cordially|thank you for your (?:time|attention|consideration))\b[^\n]*$/gimu;

/** So many texts tell whether a part is one of the form. */
const MOST_LOOKED_AT = 50;

/** Finds the parts that most of `texts` that hold them hold only in a form field, a greeting, a subject line or a leave-taking. */
export function formFinder(texts: readonly string[]): (part: string) => boolean {
  const some = texts.slice(0, MOST_LOOKED_AT).map((text) => {
    const body = text.replace(FIELD, ' ').replace(FORM_LINE, ' ');
    const whole = rootsOf(foldText(text));
    return { whole, body: body === text ? whole : rootsOf(foldText(body)) };
  });
  return (part) => {
    const roots = rootsOf(foldText(part));
    const holding = some.filter(({ whole }) => whole.includes(roots));
    return 2 * holding.filter(({ body }) => body.includes(roots)).length < holding.length;
  };
}
