import { parseRequest, RequestTextError, writeCurl } from '@fairway/mesh-core';
import type { CallerOption } from '@fairway/backstage-plugin-mesh-common';
import {
  callerOfRequest,
  draftOfRequest,
  requestOfDraft,
  RequestTooLargeError,
  type RequestDraft,
} from './RequestDraft';
import type { TryAction, TryMode, TryRun, TryState } from './TryState';

type Problem = NonNullable<TryState['problem']>;

function isProblem(error: unknown): error is Problem {
  return (
    error instanceof RequestTextError || error instanceof RequestTooLargeError
  );
}

/** Does what may find out that a text is no request, which the reader is then told. */
function attempt(state: TryState, next: () => TryState): TryState {
  try {
    return next();
  } catch (error) {
    if (isProblem(error)) {
      return { ...state, problem: error };
    }
    throw error;
  }
}

/** The fields of the command, and who calls with it. */
function takeCommand(
  state: TryState,
  callers: readonly CallerOption[],
): TryState {
  const { request, literal, rest } = parseRequest(state.command);
  const { caller } = state.draft;
  const found = state.isNewCommand
    ? callerOfRequest(callers, caller, request)
    : undefined;
  const moved = callers.find(({ id }) => id === found && id !== caller);
  return {
    ...state,
    draft: draftOfRequest(request, found ?? caller),
    isNewCommand: false,
    problem: undefined,
    read: {
      literal,
      rest,
      movedTo: state.isNewCommand ? moved?.title : state.read?.movedTo,
    },
  };
}

function run(
  state: TryState,
  from: Pick<TryRun, 'without' | 'isByReader' | 'isShared'>,
): TryState {
  return {
    ...state,
    problem: undefined,
    run: {
      id: (state.run?.id ?? 0) + 1,
      draft: state.draft,
      request: requestOfDraft(state.draft),
      ...from,
    },
  };
}

function typeField(
  state: TryState,
  name: keyof RequestDraft,
  value: string,
): TryState {
  if (name === 'url' && /^\s*(?:[$%#>]\s+)?curl\s/.test(value)) {
    return typeCommand({ ...state, mode: 'curl' }, value);
  }
  const draft = { ...state.draft, [name]: value };
  return {
    ...state,
    draft,
    problem: undefined,
    ...(name === 'caller' ? { isNewCommand: false, read: undefined } : {}),
  };
}

function typeCommand(state: TryState, text: string): TryState {
  return {
    ...state,
    command: text,
    isNewCommand: true,
    problem: undefined,
    read: undefined,
  };
}

/** The fields as a command. Fields that make no request leave the command as it was. */
function commandOf(state: TryState): string {
  try {
    return writeCurl(requestOfDraft(state.draft));
  } catch {
    return state.command;
  }
}

function setMode(
  state: TryState,
  mode: TryMode,
  callers: readonly CallerOption[],
): TryState {
  if (mode === state.mode) {
    return state;
  }
  if (mode === 'curl') {
    return { ...state, mode, command: commandOf(state), problem: undefined };
  }
  const fields = { ...state, mode, problem: undefined };
  return state.isNewCommand && state.command.trim() !== ''
    ? attempt(state, () => ({ ...takeCommand(state, callers), mode }))
    : fields;
}

/** What becomes of the page when the reader does something. */
export function nextTryState(
  state: TryState,
  action: TryAction,
  callers: readonly CallerOption[],
): TryState {
  switch (action.type) {
    case 'field':
      return typeField(state, action.name, action.value);
    case 'command':
      return typeCommand(state, action.text);
    case 'mode':
      return setMode(state, action.mode, callers);
    case 'run':
      return attempt(state, () =>
        run(state.mode === 'curl' ? takeCommand(state, callers) : state, {
          without: [],
          isByReader: true,
          isShared: false,
        }),
      );
    default: {
      const opened: TryState = {
        ...state,
        mode: 'fields',
        draft: action.draft,
        isNewCommand: false,
        read: undefined,
      };
      return attempt(opened, () =>
        run(opened, {
          without: action.without,
          isByReader: action.isByReader,
          isShared: true,
        }),
      );
    }
  }
}
