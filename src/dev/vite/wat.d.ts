declare module '*.wat' {
  /** The assembled module as base64 text. */
  const code: string;
  export default code;
}
