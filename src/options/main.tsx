import { render } from 'preact';
import { browserParentHost } from '../ui/browser-parent-host.ts';
import { guide } from '../ui/guide.ts';
import { preparePage } from '../ui/prepare-page.ts';
import { safe } from '../ui/safe.ts';
import { Options } from './options.tsx';

preparePage(document, 'options_title');
render(<Options host={browserParentHost} guide={guide} safe={safe} />, document.body);
