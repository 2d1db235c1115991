import { vueAdvancedChat } from './apps/vue-advanced-chat.ts';
import { describeApp } from './scenarios.ts';

describeApp(vueAdvancedChat);
