import type { ObjectView } from '@fairway/backstage-plugin-mesh-common';
import { useCallback, useMemo, useState } from 'react';
import { browserDrafts, type KeptDraft } from './draftStore';

/** The draft of an object, kept as long as the browser tab is open. */
export interface DraftHandle {
  text: string;
  /** It is not what the cluster has. */
  isChanged: boolean;
  /** The object has changed since the draft was begun. */
  isBehind: boolean;
  /** The browser does not keep it. */
  isLost: boolean;
  /** Another key is another beginning: the editor starts anew. */
  editorKey: string;
  type: (text: string) => void;
  discard: () => void;
}

/**
 * Keeps what somebody types over reloads and other tabs of the page.
 *
 * @param key - names the draft
 * @param object - what the cluster has; absent for a new object
 */
export function useDraft(
  key: string,
  object: ObjectView | undefined,
): DraftHandle {
  const drafts = useMemo(browserDrafts, []);
  const [kept, setKept] = useState<KeptDraft | undefined>(() =>
    drafts.read(key),
  );
  const [{ isLost, discarded }, setHistory] = useState({
    isLost: false,
    discarded: 0,
  });
  const base = object?.yaml ?? '';
  const version = object?.resourceVersion;

  const forget = useCallback(() => {
    drafts.remove(key);
    setKept(undefined);
  }, [drafts, key]);

  const type = useCallback(
    (text: string) => {
      if (text === base) {
        forget();
        return;
      }
      const draft = { text, baseVersion: kept?.baseVersion ?? version };
      const isKept = drafts.write(key, draft);
      setKept(draft);
      setHistory(history => ({ ...history, isLost: !isKept }));
    },
    [base, drafts, forget, kept?.baseVersion, key, version],
  );

  const discard = useCallback(() => {
    forget();
    setHistory(history => ({
      isLost: false,
      discarded: history.discarded + 1,
    }));
  }, [forget]);

  const begun = kept?.baseVersion ?? version;
  return {
    text: kept?.text ?? base,
    isChanged: kept !== undefined && kept.text !== base,
    isBehind: kept !== undefined && begun !== version,
    isLost,
    editorKey: `${discarded} ${begun ?? ''}`,
    type,
    discard,
  };
}
