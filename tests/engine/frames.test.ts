import { describe, expect, it } from 'vitest';
import { packWithExamples, ruleLanguages } from '../../src/dev/rule-files.ts';
import { compilePack } from '../../src/engine/compile.ts';
import { framesOf } from '../../src/engine/match.ts';
import { read } from '../../src/engine/reading.ts';

for (const lang of ruleLanguages()) {
  const pack = packWithExamples(lang);
  const compiled = compilePack(pack);

  describe.each(Object.entries(pack.frames))(`rules/${lang}/frames.yaml: frame %s`, (id, frame) => {
    const found = (text: string) => {
      const reading = read(text, compiled);
      return framesOf(reading, compiled);
    };
    const examples = frame.examples ?? { match: [], pass: [] };
    it('has examples on both sides', () => {
      expect(examples.match.length, `write examples for ${id} in frames.yaml`).toBeGreaterThan(1);
      expect(examples.pass.length).toBeGreaterThan(0);
    });
    it.each(examples.match)('is seen in: %s', (text) => {
      expect(found(text), `${id} does not see it; mend its patterns or the example`).toContain(id);
    });
    it.each(examples.pass)('is not seen in: %s', (text) => {
      expect(found(text)).not.toContain(id);
    });
  });
}
