/**
 * The browser's extension interface, from the one place that imports it: webextension-polyfill throws outside an
 * extension, so everything else takes it as a parameter or imports it from here, where a test can put its own.
 */
export { default as browser } from 'webextension-polyfill';
