import { converseChat } from './apps/converse.ts';
import { describeApp } from './scenarios.ts';

describeApp(converseChat);
