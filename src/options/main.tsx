import { render } from 'preact';
import { browserHost } from '../ui/browser-host.ts';
import { guide } from '../ui/guide.ts';
import { preparePage } from '../ui/prepare-page.ts';
import { Options } from './options.tsx';

preparePage(document, 'options_title');
render(<Options host={browserHost} guide={guide} />, document.body);
