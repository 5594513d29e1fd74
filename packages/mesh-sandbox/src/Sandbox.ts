import type {
  KubernetesFaults,
  KubernetesFaultState,
  KubernetesObject,
  KubernetesServer,
  ObjectStore,
} from './kubernetes';
import type { KialiAuth, KialiFaults } from './kiali';
import type { SeriesStore } from './prometheus';

/** Ports of a sandbox; 0 takes a free one. */
export interface SandboxPorts {
  readonly kubernetes?: number;
  readonly prometheus?: number;
  readonly kiali?: number;
}

/** How a sandbox is started: with a scenario that is played, or with objects that stay as they are. */
export interface SandboxOptions {
  /** Folder of a scenario, for example `examples/scenarios/shop`. */
  readonly scenario?: string;
  /** Objects of the cluster, when no scenario is given. Namespaces that are missing are added. */
  readonly objects?: readonly KubernetesObject[];
  /** One number for all three (0: free ones, the default), or one for each. */
  readonly ports?: number | SandboxPorts;
  /** Unix milliseconds. Default: the system clock. */
  readonly clock?: () => number;
  /** How many times faster than their interval Flagger's steps are taken. Default: 1. */
  readonly pace?: number;
  /** How far a scenario's metrics reach back at the start, in milliseconds. Default: half an hour in the shop. */
  readonly historyMs?: number;
  /** False: nothing happens by itself, the scenario goes on with {@link Sandbox.step}. Default: true. */
  readonly timer?: boolean;
  /** Bearer token that the Kubernetes API asks for. Default: none. */
  readonly token?: string;
  /** Faults of the Kubernetes API that are on from the beginning. */
  readonly faults?: KubernetesFaultState;
  /** How Kiali knows its users. Default: everybody is let in. */
  readonly kialiAuth?: KialiAuth;
  /** Serves `/sandbox/faults` on the ports of the Kubernetes API and of Kiali. Default: false. */
  readonly faultsEndpoint?: boolean;
  /** Milliseconds between two bookmarks of a watch. Default: 5000. */
  readonly bookmarkIntervalMs?: number;
}

/** A running sandbox. */
export interface Sandbox {
  readonly kubernetesUrl: string;
  readonly prometheusUrl: string;
  /** With Kiali's web root: `http://127.0.0.1:<port>/kiali`. */
  readonly kialiUrl: string;
  /** The objects of the cluster; a write is seen by every watch. */
  readonly store: ObjectStore;
  readonly series: SeriesStore;
  readonly kubernetes: KubernetesServer;
  /** Faults of the Kubernetes API. */
  readonly faults: KubernetesFaults;
  /** Faults of Kiali. */
  readonly kialiFaults: KialiFaults;
  /** Plays what is due now. Done every second unless `timer` is false; nothing without a scenario. */
  step(): void;
  /** Opens or closes a gate of a canary (`<namespace>/<name>`) by the name of its webhook. */
  setGate(canary: string, hook: string, state: 'closed' | 'open'): void;
  /** Ends all connections, timers and servers. */
  stop(): Promise<void>;
}
