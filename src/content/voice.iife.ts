/** What speaks to the child on a page; loaded by the worker when there is something to say (see seam.ts). */
import { listenForEcho } from './echo.ts';
import { createPause } from './pause/pause.ts';
import { ask } from './runtime.ts';
import { giveVoice } from './seam.ts';
import { createWarnings } from './warning/warnings.ts';

giveVoice((page) => {
  const { document, signal, failed } = page;
  const { heard } = createPause({
    document,
    threadAt: page.threadAt,
    judge: (draft) => ask('draft', draft),
    failed,
    signal,
  });
  const warnings = createWarnings({
    document,
    composers: page.composers,
    talk: async () => (await ask('talk', {})).opened,
    tell: (kind, alert, level) => void ask(kind, { alert, level }).catch(failed),
    signal,
  });
  return { warn: warnings.show, heard, sent: listenForEcho(document, () => performance.now(), signal) };
});
