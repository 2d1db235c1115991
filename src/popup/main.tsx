import { render } from 'preact';
import { browserHost } from '../ui/browser-host.ts';
import { guide } from '../ui/guide.ts';
import { preparePage } from '../ui/prepare-page.ts';
import { Popup } from './popup.tsx';

preparePage(document, 'popup_title');
const first = location.hash === '#talk' ? 'talk' : 'home';
render(<Popup host={browserHost} guide={guide} first={first} />, document.body);
