import { HttpMatch } from './matchRequest';

/** A rule of a VirtualService, as far as the model decides it. */
export interface HttpRoute {
  match?: HttpMatch[];
  delegate?: { name: string; namespace?: string };
  /** Absent: the proxy answers by itself. */
  route?: { destination: { host: string; subset?: string }; weight?: number }[];
}

/** A rule with the conditions of the rules that delegate to it. */
export interface Rule {
  /** All of them must hold; of the alternatives of each, one. */
  readonly matches: readonly HttpMatch[][];
  readonly route: HttpRoute;
  /** Namespace that short host names belong to. */
  readonly namespace: string;
}
