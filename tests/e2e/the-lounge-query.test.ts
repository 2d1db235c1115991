import { loungeQuery } from './apps/lounge.ts';
import { describeApp } from './scenarios.ts';

describeApp(loungeQuery);
