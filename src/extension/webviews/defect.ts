/** What a webview is told when its request failed by a mistake of this program; the log holds the kind of error. */
export const DEFECT = 'That did not work; the log says more.';
