import { render } from 'preact';
import { browserParentHost } from '../ui/browser-parent-host.ts';
import { guide } from '../ui/guide.ts';
import { preparePage } from '../ui/prepare-page.ts';
import { safe } from '../ui/safe.ts';
import { Welcome } from './welcome.tsx';

preparePage(document, 'welcome_title');
render(<Welcome host={browserParentHost} guide={guide} safe={safe} />, document.body);
