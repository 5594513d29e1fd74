/** How Flagger shifts traffic. */
export type CanaryStrategy = 'weighted' | 'ab' | 'blue-green';

/** Types of webhooks that the model asks; `event` hooks are not called. */
export type WebhookType =
  | 'confirm-promotion'
  | 'confirm-rollout'
  | 'confirm-traffic-increase'
  | 'post-rollout'
  | 'pre-rollout'
  | 'rollback'
  | 'rollout';

/** A webhook of an analysis. */
export interface Webhook {
  readonly name: string;
  readonly type: WebhookType;
  readonly url: string;
}

/** A metric check of an analysis. */
export interface MetricCheck {
  readonly name: string;
  readonly min?: number;
  readonly max?: number;
}

/** What the state machine reads of a Canary's spec. */
export interface CanaryPlan {
  readonly name: string;
  readonly namespace: string;
  /** Name of the target Deployment. */
  readonly target: string;
  /** Name of the apex Service. */
  readonly service: string;
  readonly strategy: CanaryStrategy;
  /** Milliseconds between two steps, at least 10 s as Flagger enforces. */
  readonly intervalMs: number;
  /** Failed checks that end a run. */
  readonly threshold: number;
  /** Canary weights of a weighted run, in order; the last one is the greatest. */
  readonly weights: readonly number[];
  /** Iterations of an A/B or blue/green run, 0 for a weighted one. */
  readonly iterations: number;
  /** Weight that the primary gains per step of the promotion; 0 for all at once. */
  readonly stepWeightPromotion: number;
  readonly metrics: readonly MetricCheck[];
  readonly webhooks: readonly Webhook[];
  readonly suspend: boolean;
}
