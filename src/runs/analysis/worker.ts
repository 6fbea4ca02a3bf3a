import { PAGE_HANDLERS, readAhead } from './page-threads.ts';
import { serve, threadHasher } from './serve.ts';
import { analysisHandlers } from './sessions.ts';

// Entry of an analysis thread of the editor, and of the threads that parse pages for it.
serve((unreadable) => ({
  ...analysisHandlers(threadHasher, (session) => readAhead(session, { file: __filename, unreadable })),
  ...PAGE_HANDLERS,
}));
