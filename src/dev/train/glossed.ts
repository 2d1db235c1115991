/** The networks for glossed texts: trained over the words of the model file that is there, and put into it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { trainApart, trainPart } from './apart.ts';
import { ABOUT, type Call, openWords, placeFor, tellAbout } from './over-words.ts';
import { withGlossedPart } from './provenance.ts';
import { isConversation, isOther } from './samples.ts';
import type { Settings } from './settings.ts';
import { withNetworks } from './shipped.ts';

/**
 * Trains them; about half an hour on two cores. What an encoder says of sentences is not needed: it knows no glosses.
 * @throws Stop when the model file holds no network, or when no corpus is called as one that is to be left out
 */
export async function trainGlossed(all: Settings, call: Call, say: (line: string) => void): Promise<void> {
  const { bytes, inputs, settings, sources, networks: english } = openWords(all, call, say);
  if (call.part !== null) {
    trainPart(inputs.samples, settings, sources, call.part.seeds, call.part.from);
    return;
  }
  const place = placeFor(call);
  const networks = await trainApart(settings.glossedSeeds, english[0], settings, [...call.options, '--glossed']);
  const written = withNetworks(bytes, { glossed: networks });
  writeFileSync(place, written);
  const chats = inputs.samples.filter((sample) => isConversation(sample) && isOther(sample)).length;
  tellAbout(call, () => withGlossedPart(readFileSync(ABOUT, 'utf8'), { settings, chats, bytes: written.length }));
  say(`${place}: ${written.length} bytes; networks for glossed texts that read ${chats} chats`);
}
