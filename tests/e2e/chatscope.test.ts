import { chatscope } from './apps/chatscope.ts';
import { describeApp } from './scenarios.ts';

describeApp(chatscope);
