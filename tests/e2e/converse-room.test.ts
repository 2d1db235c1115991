import { converseRoom } from './apps/converse.ts';
import { describeApp } from './scenarios.ts';

describeApp(converseRoom);
