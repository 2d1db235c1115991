import { live } from './lifetime.ts';
import { run } from './run.ts';

live(window, (signal, end) => run(window, signal, end));
