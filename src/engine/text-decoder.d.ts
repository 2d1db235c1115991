/** Of the Encoding standard, in every browser, worker and Node: the one thing beside ECMAScript that the engine needs. */
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
