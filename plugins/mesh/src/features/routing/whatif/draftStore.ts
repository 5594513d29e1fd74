import { z } from 'zod';

/** What is kept of a draft. */
export interface KeptDraft {
  text: string;
  /** `resourceVersion` of the object when the draft was begun. */
  baseVersion?: string;
}

/** The part of the browser's `Storage` that is needed. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keptSchema = z.object({
  text: z.string(),
  baseVersion: z.string().optional(),
});

/**
 * Drafts by name, as long as the browser tab is open. A storage that refuses, is full, or holds something else is no failure: there
 * is no draft then.
 */
export class DraftStore {
  constructor(private readonly storage: DraftStorage | undefined) {}

  read(key: string): KeptDraft | undefined {
    try {
      const text = this.storage?.getItem(key);
      return text ? keptSchema.parse(JSON.parse(text)) : undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns whether it is kept */
  write(key: string, draft: KeptDraft): boolean {
    try {
      this.storage?.setItem(key, JSON.stringify(draft));
      return this.storage !== undefined;
    } catch {
      return false;
    }
  }

  remove(key: string): void {
    try {
      this.storage?.removeItem(key);
    } catch {
      // nothing was kept either
    }
  }
}

/** The drafts of this browser tab. Reading `sessionStorage` may throw where it is switched off. */
export function browserDrafts(): DraftStore {
  try {
    return new DraftStore(window.sessionStorage);
  } catch {
    return new DraftStore(undefined);
  }
}
