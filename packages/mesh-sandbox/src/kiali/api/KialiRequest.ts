import type { SeriesStore } from '../../prometheus';
import type { KialiWorld } from '../KialiWorld';
import type { KialiSessions } from '../session/KialiSessions';

/** What the endpoints answer from. */
export interface KialiServices {
  readonly store: SeriesStore;
  readonly world: KialiWorld;
  readonly sessions: KialiSessions;
  /** Name of the cluster, as in telemetry. */
  readonly cluster: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
}

/** A request as endpoints see it. */
export interface KialiRequest {
  readonly method: string;
  /** Below the web root, for example `/api/status`. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly cookie: string | undefined;
  /** Fields of a form body. */
  readonly form: URLSearchParams;
}

/** An answer. Objects are written as JSON, strings as plain text. */
export interface KialiAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly setCookies?: readonly string[];
}
