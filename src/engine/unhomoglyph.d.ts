declare module 'unhomoglyph/data.json' {
  /** Characters that Unicode's confusables list (UTS #39) names, each with its prototype. */
  const table: Readonly<Record<string, string>>;
  export default table;
}
