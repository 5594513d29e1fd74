export {
  createKialiHandler,
  type KialiHandler,
  type KialiOptions,
} from './createKialiHandler';
export type {
  KialiEdgeData,
  KialiGraph,
  KialiNodeData,
} from './graph/KialiGraph';
export type { KialiFaults, KialiFaultState } from './KialiFaults';
export type {
  KialiIstioKind,
  KialiIstioObject,
  KialiNamespace,
  KialiService,
  KialiWorkload,
  KialiWorld,
} from './KialiWorld';
export type { KialiAuth } from './session/KialiAuth';
