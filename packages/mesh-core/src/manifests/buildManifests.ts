import { buildCanary } from './buildCanary';
import { buildDestinationRule } from './buildDestinationRule';
import { buildVirtualService } from './buildVirtualService';
import type { MeshIntent } from './intent';
import type { Manifest } from './Manifest';

/**
 * Builds all objects of an intent. A service under Flagger gets a Canary and nothing beside it; any other gets a
 * VirtualService and, where there is something to say, a DestinationRule. So no two writers ever own the same host.
 *
 * @public
 */
export function buildManifests(intent: MeshIntent): Manifest[] {
  if (intent.canary) {
    return [buildCanary(intent, intent.canary)];
  }
  const rule = buildDestinationRule(intent);
  const routes = buildVirtualService(intent);
  return rule ? [rule, routes] : [routes];
}
