import type { KialiWorld } from '../KialiWorld';

/** The same world, asked at most once for each thing: one graph looks up the same namespace for every node. */
export function rememberWorld(world: KialiWorld): KialiWorld {
  return {
    namespaces: once(() => world.namespaces()),
    workloads: once(namespace => world.workloads(namespace)),
    services: once(namespace => world.services(namespace)),
    istioObjects: once(kind => world.istioObjects(kind)),
  };
}

function once<K extends unknown[], V>(
  read: (...key: K) => V,
): (...key: K) => V {
  const known = new Map<unknown, V>();
  return (...key) => {
    const value = known.get(key[0]) ?? read(...key);
    known.set(key[0], value);
    return value;
  };
}
