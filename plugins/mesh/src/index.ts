/**
 * Routing, Canary and Topology of a service mesh on the page of every service.
 *
 * @packageDocumentation
 */
export { meshPlugin as default } from './plugin';
export { isMeshAvailable } from './entity/meshAnnotations';
export {
  meshApiRef,
  meshTranslationRef,
} from '@fairway/backstage-plugin-mesh-react';
