import type { SimulationResult } from '@fairway/backstage-plugin-mesh-common';
import { useMeshClock } from '@fairway/backstage-plugin-mesh-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { browserHistory, type HistoryEntry } from './RequestHistory';
import { rowsOfTrace } from './rowsOfTrace';
import { withShared } from './sharedParams';
import { shareRequest, type Sharing } from './SharedRequest';
import type { TryRun } from './TryState';

/** What was noted of answers. */
export interface Noting {
  /** Of the answer to the present run. */
  sharing: Sharing | undefined;
  /** Whether the values of cookies that rules name are given away. */
  isKeeping: boolean;
  history: readonly HistoryEntry[];
  onAnswered: (result: SimulationResult) => void;
  onKeep: (isKeeping: boolean) => void;
  onClear: () => void;
}

interface Answer {
  run: number;
  result: SimulationResult;
  isKeeping: boolean;
}

function sharingOf(
  run: TryRun,
  { result, isKeeping }: Omit<Answer, 'run'>,
): Sharing {
  return shareRequest(run.draft, rowsOfTrace(result.trace), isKeeping);
}

/** Notes answers in the address of the page and in the history, without secrets. */
export function useNoting(
  { entityRef, cluster }: { entityRef: string; cluster: string },
  run: TryRun | undefined,
): Noting {
  const clock = useMeshClock();
  const [, setParams] = useSearchParams();
  const store = useMemo(
    () => browserHistory(entityRef, cluster),
    [entityRef, cluster],
  );
  const [history, setHistory] = useState(() => store.list());
  const [answer, setAnswer] = useState<Answer>();
  const noted = useRef<number>();
  const note = useCallback(
    (result: SimulationResult, isKeeping: boolean) => {
      if (!run) {
        return;
      }
      const { shared } = sharingOf(run, { result, isKeeping });
      const request = {
        ...shared,
        without: [...new Set([...run.without, ...shared.without])],
      };
      setAnswer({ run: run.id, result, isKeeping });
      setParams(before => withShared(before, request), { replace: true });
      const entry = { request, at: new Date(clock.now()).toISOString() };
      setHistory(
        noted.current === run.id ? store.replace(entry) : store.add(entry),
      );
      noted.current = run.id;
    },
    [run, setParams, store, clock],
  );
  const present = run && answer?.run === run.id ? answer : undefined;
  return {
    sharing: run && present && sharingOf(run, present),
    isKeeping: present?.isKeeping ?? false,
    history,
    // what was opened from a link or the history is shared already
    onAnswered: useCallback(
      result => note(result, run?.isShared ?? false),
      [note, run],
    ),
    onKeep: isKeeping => present && note(present.result, isKeeping),
    onClear: () => {
      store.clear();
      setHistory([]);
    },
  };
}
