import { CanaryPlan, Webhook } from './CanaryPlan';
import { CanaryStatus } from './CanaryStatus';

/** Weights of the two destinations in the VirtualService; they sum to 100. */
export interface RouteWeights {
  readonly primary: number;
  readonly canary: number;
}

/** All that the state machine remembers of a canary between two steps. */
export interface CanaryState {
  readonly plan: CanaryPlan;
  readonly status: CanaryStatus;
  /** The routes in force; undefined before they exist. */
  readonly routes?: RouteWeights;
}

/** Whether a Deployment's roll-out is complete. */
export type Readiness =
  { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Answer of a webhook. Flagger takes every status up to 202 for a yes. */
export interface HookAnswer {
  readonly code: number;
  readonly body?: string;
}

/** What the world answers during one step. */
export interface TickInputs {
  /** Hash of the target's pod template. */
  readonly templateHash: string;
  readonly primary: Readiness;
  readonly canary: Readiness;
  ask(hook: Webhook): HookAnswer;
  /** Present value of a metric check in its unit (percent, milliseconds); undefined when there are no samples. */
  measure(metric: string): number | undefined;
}

/** What a step does to the world, in order. */
export type CanaryEffect =
  | {
      readonly type: 'event';
      readonly level: 'Normal' | 'Warning';
      readonly message: string;
    }
  | { readonly type: 'status'; readonly status: CanaryStatus }
  | { readonly type: 'routes'; readonly routes: RouteWeights }
  /** Makes the primary Deployment and the Services `-primary` and `-canary`, where they are missing. */
  | { readonly type: 'create-primary' }
  /** Points the apex Service at the primary, makes the DestinationRules, scales the target to zero. */
  | { readonly type: 'take-over' }
  /** Scales the target up to its replicas, or down to zero. */
  | { readonly type: 'scale-target'; readonly up: boolean }
  /** Copies the pod template of the target to the primary. */
  | { readonly type: 'promote' };
