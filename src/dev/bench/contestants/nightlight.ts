import { openEngine } from '../../../cli/open-engine.ts';
import { serveRounds } from './contestant.ts';
import { engineReader } from './engine-reader.ts';

serveRounds(() => engineReader(openEngine()));
