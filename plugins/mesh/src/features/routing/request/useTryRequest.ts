import type {
  CallerOption,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import { useReducer } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ChosenRoute } from '../effective';
import { draftOfChosen } from './RequestDraft';
import type { HistoryEntry } from './RequestHistory';
import { sharedOfParams } from './sharedParams';
import { draftOfShared, type SharedRequest } from './SharedRequest';
import { nextTryState } from './nextTryState';
import type { TryAction, TryState } from './TryState';
import { useNoting } from './useNoting';

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
  const { callers } = options;
  const [params] = useSearchParams();
  const [state, dispatch] = useReducer(
    (now: TryState, action: TryAction) => nextTryState(now, action, callers),
    undefined,
    () => firstState(params, options),
  );
  const { sharing, ...noting } = useNoting(options, state.run);
  return {
    ...noting,
    state,
    dispatch,
    asked: sharing?.asked ?? [],
    without: sharing?.shared.without,
    onOpen: request =>
      dispatch({
        type: 'open',
        draft: draftOfShared(request),
        without: request.without,
        isByReader: true,
      }),
  };
}
