import type {
  WhatIfQuery,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  toMeshFailure,
  type MeshFailure,
} from '@fairway/backstage-plugin-mesh-react';
import { readDraft, type Draft } from './readDraft';

/** What somebody types, and what it is compared with. */
export interface DraftText {
  text: string;
  /** The object as the cluster has it; absent for a new one. */
  base?: string;
}

/** What is known about a draft. */
export interface WhatIfState {
  /** The text that `draft` was made of; it may have gone on since. */
  text?: string;
  draft?: Draft;
  /** `idle`: there is nothing to ask, as long as the draft is as it was, or cannot be used. */
  question: 'idle' | 'asking' | 'answered' | 'failed';
  /** The last answer; kept while the next one is on its way. */
  view?: WhatIfView;
  failure?: MeshFailure;
}

/** What the asker needs. */
export interface WhatIfAskerOptions {
  ask(
    objects: WhatIfQuery['objects'],
    signal: AbortSignal,
  ): Promise<WhatIfView>;
  /** Pause in typing after which is asked, in ms. */
  pauseMs: number;
  clock: {
    setTimeout(callback: () => void, milliseconds: number): unknown;
    clearTimeout(timer: unknown): void;
  };
}

/** The objects to ask for: an empty draft takes the object away. */
function objectsOf(
  draft: Draft,
  { text, base }: DraftText,
): WhatIfQuery['objects'] | undefined {
  if (text === base) {
    return undefined;
  }
  switch (draft.state) {
    case 'read':
      return [{ yaml: text }];
    case 'empty':
      return base === undefined
        ? undefined
        : [{ yaml: base, change: 'remove' }];
    default:
      return undefined;
  }
}

/**
 * Reads a draft after each pause in typing and asks what it would change. A new text gives up the question that is in flight. Knows
 * nothing of React.
 */
export class WhatIfAsker {
  readonly #options: WhatIfAskerOptions;
  readonly #listeners = new Set<() => void>();
  #state: WhatIfState = { question: 'idle' };
  #current?: DraftText;
  #timer: unknown;
  #request?: AbortController;

  constructor(options: WhatIfAskerOptions) {
    this.#options = options;
  }

  readonly getSnapshot = (): WhatIfState => this.#state;

  /** The last listener that leaves gives up what is in flight. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#giveUp();
      }
    };
  };

  /** Somebody typed. */
  readonly type = (current: DraftText): void => {
    this.#giveUp();
    this.#current = current;
    this.#timer = this.#options.clock.setTimeout(
      this.now,
      this.#options.pauseMs,
    );
  };

  /** Asks without waiting for a pause, also once more after a failure. */
  readonly now = (): void => {
    this.#giveUp();
    if (!this.#current) {
      return;
    }
    const current = this.#current;
    const draft = readDraft(current.text);
    const objects = objectsOf(draft, current);
    if (!objects) {
      this.#set({ text: current.text, draft, question: 'idle' });
      return;
    }
    const { view } = this.#state;
    this.#set({ text: current.text, draft, question: 'asking', view });
    this.#ask(objects);
  };

  #ask(objects: WhatIfQuery['objects']): void {
    const request = new AbortController();
    this.#request = request;
    const settle = (changes: Partial<WhatIfState>) => {
      if (this.#request === request) {
        this.#request = undefined;
        this.#set({ ...this.#state, ...changes });
      }
    };
    this.#options.ask(objects, request.signal).then(
      view => settle({ question: 'answered', view }),
      error =>
        settle({
          question: 'failed',
          view: undefined,
          failure: toMeshFailure(error),
        }),
    );
  }

  #giveUp(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = undefined;
  }

  #set(state: WhatIfState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
