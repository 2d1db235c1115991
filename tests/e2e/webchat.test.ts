import { webchat } from './apps/webchat.ts';
import { describeApp } from './scenarios.ts';

describeApp(webchat);
