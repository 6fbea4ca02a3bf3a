import { serve, threadHasher } from './serve.ts';
import { analysisHandlers } from './sessions.ts';

// Entry of an analysis thread of the editor.
serve(analysisHandlers(threadHasher));
