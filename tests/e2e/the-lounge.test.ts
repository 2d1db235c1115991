import { loungeChannel } from './apps/lounge.ts';
import { describeApp } from './scenarios.ts';

describeApp(loungeChannel);
