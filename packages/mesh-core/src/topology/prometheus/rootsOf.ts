import type { TrafficMap } from './trafficMap';

/** Ids of the nodes where traffic begins: some goes out, none comes in. */
export function rootsOf({ edges }: TrafficMap): Set<string> {
  const all = [...edges.values()];
  const targets = new Set(all.map(({ target }) => target));
  return new Set(
    all.map(({ source }) => source).filter(source => !targets.has(source)),
  );
}
