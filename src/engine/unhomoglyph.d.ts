declare module 'unhomoglyph' {
  /** Replaces each character that Unicode's confusables list (UTS #39) names by its prototype. */
  export default function unhomoglyph(text: string): string;
}
