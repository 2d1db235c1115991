/**
 * Room for the numbers of one batch, which the next one gets again. Allocated anew they are some forty megabytes a batch, and each
 * few batches the garbage collector then walks through all samples.
 */
const kept = new Map<string, Float32Array>();

/**
 * Zeros, in room that the next call of this name takes back.
 * @param name one for each place in the code
 */
export function scratch(name: string, count: number): Float32Array {
  let room = kept.get(name);
  if (room === undefined || room.length < count) {
    room = new Float32Array(Math.ceil(count * 1.5));
    kept.set(name, room);
  }
  return room.subarray(0, count).fill(0);
}
