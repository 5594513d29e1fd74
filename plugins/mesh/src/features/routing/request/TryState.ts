import type { RouteRequest } from '@fairway/backstage-plugin-mesh-common';
import type { RequestText, RequestTextError } from '@fairway/mesh-core';
import type { RequestDraft, RequestTooLargeError } from './RequestDraft';

/** How a request is written. */
export type TryMode = 'fields' | 'curl';

/** A request that is asked for. */
export interface TryRun {
  /** Another one for each time that it is asked. */
  id: number;
  draft: RequestDraft;
  request: RouteRequest;
  /** Names of what the link left out that it came from. */
  without: readonly string[];
  /** The reader asked for it just now; not the address of the page. */
  isByReader: boolean;
  /** All of it was shared before: it comes from a link or the history. */
  isShared: boolean;
}

/** What somebody fills in, and what was asked last. */
export interface TryState {
  mode: TryMode;
  draft: RequestDraft;
  command: string;
  /** The command was changed since the caller was chosen. */
  isNewCommand: boolean;
  problem?: RequestTextError | RequestTooLargeError;
  /** What is to be said about the command that was read. */
  read?: Pick<RequestText, 'literal' | 'rest'> & { movedTo?: string };
  run?: TryRun;
}

/** What a reader does. */
export type TryAction =
  | { type: 'field'; name: keyof RequestDraft; value: string }
  | { type: 'command'; text: string }
  | { type: 'mode'; mode: TryMode }
  | { type: 'run' }
  | {
      type: 'open';
      draft: RequestDraft;
      without: readonly string[];
      isByReader: boolean;
    };
