/** A number in [0, 1) that depends on a text and a number only (FNV-1a with a final mix). */
export function noise(text: string, step: number): number {
  let hash = 0x811c9dc5 ^ step;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** How busy the shop is at a moment, about 1: a slow wave over ten minutes. */
export function busyness(ms: number): number {
  return 1 + 0.15 * Math.sin((ms / 600_000) * 2 * Math.PI);
}
