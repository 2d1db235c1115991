import { render } from 'preact';
import { SCENES } from '../catalog-pages.ts';
import { textLanguage } from '../i18n.ts';
import { preparePage } from '../ui/prepare-page.ts';
import { Practice } from './practice.tsx';
import { loadScenes } from './scenes.ts';

preparePage(document, 'practice_title');
const scenes = () => loadScenes(textLanguage(), SCENES);
render(<Practice scenes={scenes} />, document.body);
