/** The networks for English: trained over the words of the model file that is there, and put into it. */
import { writeFileSync } from 'node:fs';
import { trainPass } from './fit.ts';
import { readCheck } from './inputs.ts';
import { benignLine, curveLine, score } from './measure.ts';
import { type Call, openWords, placeFor, tellAbout } from './over-words.ts';
import { provenance } from './provenance.ts';
import { isBenign, isConversation, isOther } from './samples.ts';
import type { Settings } from './settings.ts';
import { withNetworks } from './shipped.ts';
import { ID } from './words.ts';

/**
 * Trains them, as `trainPass` says; about half an hour.
 * @param pass from 0
 * @throws Stop when the model file holds no network
 */
export function trainEnglish(all: Settings, call: Call, say: (line: string) => void, pass = 0): void {
  const { bytes, inputs, settings, sources, networks: before } = openWords(all, call, say);
  const place = placeFor(call);
  const networks = trainPass(before, inputs.samples, settings, sources, pass);
  const written = withNetworks(bytes, { english: networks });
  writeFileSync(place, written);
  const english = inputs.samples.filter((sample) => !isOther(sample));
  const benign = english.filter(isBenign);
  const lines = [
    curveLine('check', score(networks, readCheck(inputs.pack))),
    ...[...new Set(benign.map(({ source }) => source))].map((source) =>
      benignLine(
        source,
        score(
          networks,
          benign.filter((sample) => sample.source === source),
        ),
      ),
    ),
  ];
  console.log(lines.join('\n'));
  tellAbout(call, () =>
    provenance({
      id: ID,
      settings: all,
      bytes: written.length,
      chats: english.filter((sample) => isConversation(sample) && !isBenign(sample)).length,
      samples: english.length,
      wordings: inputs.wordings.length,
      scenes: inputs.scenes.length,
      lines,
    }),
  );
  say(`${place}: ${written.length} bytes`);
}
