import type {
  CallerOption,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import { useMeshClock } from '@fairway/backstage-plugin-mesh-react';
import { useCallback, useMemo, useReducer, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ChosenRoute } from '../effective';
import { draftOfChosen } from './RequestDraft';
import { browserHistory, type HistoryEntry } from './RequestHistory';
import { rowsOfTrace } from './rowsOfTrace';
import { sharedOfParams, withShared } from './sharedParams';
import {
  draftOfShared,
  shareRequest,
  type SharedRequest,
} from './SharedRequest';
import { nextTryState } from './nextTryState';
import type { TryAction, TryState } from './TryState';

/** What the page needs to know. */
export interface TryOptions {
  entityRef: string;
  cluster: string;
  callers: readonly CallerOption[];
  chosen: ChosenRoute | undefined;
}

/** The page on which requests are tried. */
export interface TryHandle {
  state: TryState;
  dispatch: (action: TryAction) => void;
  /** Notes an answer: in the address and in the history, without secrets. */
  onAnswered: (result: SimulationResult) => void;
  /** Names of cookies that rules name; the reader may give their values away. */
  asked: readonly string[];
  isKeeping: boolean;
  onKeep: (isKeeping: boolean) => void;
  /** What the link to the last answer leaves out; nothing while there is no answer. */
  without: readonly string[] | undefined;
  history: readonly HistoryEntry[];
  onOpen: (request: SharedRequest) => void;
  onClear: () => void;
}

function firstState(params: URLSearchParams, options: TryOptions): TryState {
  const state: TryState = {
    mode: 'fields',
    draft: draftOfChosen(options.chosen),
    command: '',
    isNewCommand: false,
  };
  const shared = sharedOfParams(params);
  return shared
    ? nextTryState(
        state,
        {
          type: 'open',
          draft: draftOfShared(shared),
          without: shared.without,
          isByReader: false,
        },
        options.callers,
      )
    : state;
}

/** Keeps what the reader fills in; the address carries what was asked last. */
export function useTryRequest(options: TryOptions): TryHandle {
  const { entityRef, cluster, callers } = options;
  const clock = useMeshClock();
  const [params, setParams] = useSearchParams();
  const [state, dispatch] = useReducer(
    (now: TryState, action: TryAction) => nextTryState(now, action, callers),
    undefined,
    () => firstState(params, options),
  );
  const store = useMemo(
    () => browserHistory(entityRef, cluster),
    [entityRef, cluster],
  );
  const [history, setHistory] = useState(() => store.list());
  const [answer, setAnswer] = useState<{
    run: number;
    result: SimulationResult;
    isKeeping: boolean;
  }>();
  const noted = useRef<number>();
  const { run } = state;
  const note = useCallback(
    (result: SimulationResult, isKeeping: boolean) => {
      if (!run) {
        return;
      }
      const rows = rowsOfTrace(result.trace);
      const { shared } = shareRequest(run.draft, rows, isKeeping);
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
  const sharing =
    run && answer?.run === run.id
      ? shareRequest(
          run.draft,
          rowsOfTrace(answer.result.trace),
          answer.isKeeping,
        )
      : undefined;
  return {
    state,
    dispatch,
    onAnswered: useCallback(result => note(result, false), [note]),
    asked: sharing?.asked ?? [],
    isKeeping: answer?.isKeeping ?? false,
    onKeep: isKeeping => answer && note(answer.result, isKeeping),
    without: sharing?.shared.without,
    history,
    onOpen: request =>
      dispatch({
        type: 'open',
        draft: draftOfShared(request),
        without: request.without,
        isByReader: true,
      }),
    onClear: () => {
      store.clear();
      setHistory([]);
    },
  };
}
