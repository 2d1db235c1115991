import { allLanguages } from '../../../catalog.ts';
import { openOpinion } from '../../../cli/open-opinion.ts';
import { plainArithmetic } from '../../../engine/arithmetic.ts';
import { createEngine } from '../../../engine/index.ts';
import { serveRounds } from './contestant.ts';
import { engineReader } from './engine-reader.ts';

// as in the extension, whose policy lets no WebAssembly run
const opinion = openOpinion(null, plainArithmetic());
serveRounds(() => engineReader(createEngine(allLanguages(), opinion === null ? {} : { opinion })));
