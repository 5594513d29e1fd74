import type { WhatIfView } from '@fairway/backstage-plugin-mesh-common';
import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';
import type { WhatIfState } from './WhatIfAsker';

type Answer = Extract<WhatIfView, { status: 'ok' }>;

/** What is to be said first about a draft. */
export interface WhatIfLead {
  sentence: string;
  detail: string;
}

/** Whether the backend can use the objects that it was given. */
export function isUsable(view: Answer): boolean {
  return view.objects.every(({ change }) => change !== 'invalid');
}

function differencesSentence(t: MeshTranslate, view: Answer): string {
  const all = view.differences.length + view.moreDifferences;
  // what breaks comes first: none is among those that were left out as long as others are there
  const broken = view.differences.filter(
    ({ kind }) => kind === 'breaks',
  ).length;
  if (all === 0) {
    return t('whatIf.sentence.none');
  }
  if (broken === 0) {
    return t('whatIf.sentence.some', { count: all });
  }
  if (broken === all) {
    return t('whatIf.sentence.allBreak', { count: all });
  }
  return broken === 1
    ? t('whatIf.sentence.oneBreaks', { all: `${all}` })
    : t('whatIf.sentence.someBreak', { all: `${all}`, broken: `${broken}` });
}

function comparedDetail(t: MeshTranslate, view: Answer): string {
  const compared = t('whatIf.detail.compared', { count: view.compared });
  const callers = t('whatIf.detail.callers', {
    count: view.callers.length,
    text: compared,
  });
  return view.cut ? `${callers} ${t('whatIf.detail.cut')}` : callers;
}

function answerLead(t: MeshTranslate, view: WhatIfView): WhatIfLead {
  if (view.status !== 'ok') {
    return { sentence: t('whatIf.sentence.unscoped'), detail: view.reason };
  }
  if (!isUsable(view)) {
    return {
      sentence: t('whatIf.sentence.unreadable'),
      detail: t('whatIf.differences.unreadable'),
    };
  }
  return {
    sentence: differencesSentence(t, view),
    detail: comparedDetail(t, view),
  };
}

function idleLead(
  t: MeshTranslate,
  state: WhatIfState,
  name: string | undefined,
  isChanged: boolean,
): WhatIfLead {
  const isUnreadable =
    state.draft?.state === 'refused' || state.draft?.state === 'unreadable';
  if (isChanged && isUnreadable) {
    return {
      sentence: t('whatIf.sentence.unreadable'),
      detail: t('whatIf.differences.unreadable'),
    };
  }
  return {
    sentence:
      name === undefined
        ? t('whatIf.sentence.startNew')
        : t('whatIf.sentence.start', { name }),
    detail: t('whatIf.detail.start'),
  };
}

/**
 * The sentence that answers "what if", and the one below it.
 *
 * @param name - of the object that is edited; absent for a new one
 * @param isChanged - whether the draft is not what the cluster has
 */
export function whatIfLead(
  t: MeshTranslate,
  state: WhatIfState,
  name: string | undefined,
  isChanged: boolean,
): WhatIfLead {
  switch (state.question) {
    case 'idle':
      return idleLead(t, state, name, isChanged);
    case 'failed':
      return {
        sentence: t('whatIf.sentence.failed'),
        detail: state.failure?.message ?? '',
      };
    case 'asking':
      return state.view
        ? answerLead(t, state.view)
        : {
            sentence: t('whatIf.sentence.asking'),
            detail: t('whatIf.detail.start'),
          };
    default:
      return state.view
        ? answerLead(t, state.view)
        : idleLead(t, state, name, isChanged);
  }
}
