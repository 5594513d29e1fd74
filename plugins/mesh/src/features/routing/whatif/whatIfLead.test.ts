import type {
  RouteDifferenceView,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  anUnscopedView,
  aRouteDifference,
  aWhatIfView,
} from '@fairway/mesh-test-utils';
import { t } from '../../../__testUtils__/words';
import { whatIfLead } from './whatIfLead';
import type { WhatIfState } from './WhatIfAsker';

type Kind = RouteDifferenceView['kind'];

const answered = (view: WhatIfView): WhatIfState => ({
  question: 'answered',
  view,
});
const withKinds = (...kinds: Kind[]) =>
  answered(
    aWhatIfView({ differences: kinds.map(kind => aRouteDifference({ kind })) }),
  );
const lead = (state: WhatIfState, isChanged = true, name?: string) =>
  whatIfLead(t, state, name, isChanged);

describe('whatIfLead', () => {
  it.each<[Kind[], string]>([
    [[], 'What if: this edit changes nothing for any request.'],
    [['moves'], 'What if: this edit changes 1 kind of request.'],
    [['moves', 'repairs'], 'What if: this edit changes 2 kinds of request.'],
    [['breaks'], 'What if: this edit breaks 1 kind of request.'],
    [['breaks', 'breaks'], 'What if: this edit breaks 2 kinds of request.'],
    [
      ['breaks', 'moves', 'changes'],
      'What if: this edit changes 3 kinds of request, and one of them breaks.',
    ],
    [
      ['breaks', 'breaks', 'changes'],
      'What if: this edit changes 3 kinds of request, and 2 of them break.',
    ],
  ])('counts %j', (kinds, sentence) => {
    expect(lead(withKinds(...kinds)).sentence).toBe(sentence);
  });

  it('counts the differences that were left out', () => {
    expect(
      lead(answered(aWhatIfView({ moreDifferences: 10 }))).sentence,
    ).toContain('changes 12 kinds');
  });

  it('says how many requests were compared, for whom, and whether that is all', () => {
    expect(withKinds().view && lead(withKinds()).detail).toBe(
      '41 boundary requests compared, for 1 caller.',
    );
    const view = aWhatIfView({ compared: 5_000, cut: true, callers: [] });
    expect(lead(answered(view)).detail).toBe(
      '5000 boundary requests compared, over 0 callers. There are more than could be compared.',
    );
  });

  it('begins with the question', () => {
    expect(lead({ question: 'idle' }, false, 'shop/a')).toEqual({
      sentence: 'What if shop/a were different?',
      detail:
        'Edit the YAML. What would become of requests is simulated; nothing is written and nothing is sent.',
    });
    expect(lead({ question: 'idle' }, false).sentence).toBe(
      'What if there were one more object?',
    );
  });

  it.each<[string, WhatIfState]>([
    [
      'what was found here',
      { question: 'idle', draft: { state: 'unreadable', problems: [] } },
    ],
    [
      'what is refused',
      { question: 'idle', draft: { state: 'refused', refusal: 'several' } },
    ],
    [
      'what only the backend finds',
      answered(aWhatIfView({ objects: [{ change: 'invalid', findings: [] }] })),
    ],
  ])('cannot be used for %s', (_, state) => {
    expect(lead(state).sentence).toBe('What if: the YAML cannot be used yet.');
  });

  it('keeps the last answer while it asks again', () => {
    expect(lead({ ...withKinds('moves'), question: 'asking' }).sentence).toBe(
      'What if: this edit changes 1 kind of request.',
    );
    expect(lead({ question: 'asking' }).sentence).toContain('comparing');
  });

  it('says why nothing is known', () => {
    expect(
      lead({
        question: 'failed',
        failure: { kind: 'network', message: 'Busy' },
      }),
    ).toEqual({
      sentence: 'What if: the differences are not known.',
      detail: 'Busy',
    });
    const unscoped = anUnscopedView({ reason: 'No annotation.' });
    expect(lead(answered(unscoped)).detail).toBe('No annotation.');
  });
});
