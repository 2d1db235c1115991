import { render } from 'preact';
import { browserHost } from '../ui/browser-host.ts';
import { guide } from '../ui/guide.ts';
import { preparePage } from '../ui/prepare-page.ts';
import { Popup } from './popup.tsx';

preparePage(document, 'popup_title');
render(<Popup host={browserHost} guide={guide} />, document.body);
