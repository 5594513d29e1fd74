import type { WhatIfView } from '@fairway/backstage-plugin-mesh-common';
import { aResponseError, aWhatIfView } from '@fairway/mesh-test-utils';
import { WhatIfAsker, type WhatIfAskerOptions } from './WhatIfAsker';

const base =
  'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: b}\n';
const changed = base.replace('name: a', 'name: c');

class FakeClock {
  timers = new Map<number, () => void>();
  #next = 0;
  setTimeout = (callback: () => void) => {
    this.#next += 1;
    this.timers.set(this.#next, callback);
    return this.#next;
  };
  clearTimeout = (timer: unknown) => {
    this.timers.delete(timer as number);
  };
  pass() {
    const due = [...this.timers.values()];
    this.timers.clear();
    due.forEach(callback => callback());
  }
}

async function settle() {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
}

function setup() {
  const clock = new FakeClock();
  const answers: {
    resolve: (view: WhatIfView) => void;
    reject: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const ask = jest.fn<
    Promise<WhatIfView>,
    Parameters<WhatIfAskerOptions['ask']>
  >(
    (_, signal) =>
      new Promise((resolve, reject) => {
        answers.push({ resolve, reject, signal });
      }),
  );
  const asker = new WhatIfAsker({ ask, pauseMs: 400, clock });
  const leave = asker.subscribe(() => {});
  return { asker, clock, ask, answers, leave };
}

describe('WhatIfAsker', () => {
  it('asks once after a pause, however much was typed', async () => {
    const { asker, clock, ask, answers } = setup();
    asker.type({ text: `${base}#`, base });
    asker.type({ text: changed, base });
    expect(clock.timers.size).toBe(1);
    expect(ask).not.toHaveBeenCalled();
    clock.pass();
    expect(ask.mock.calls.map(([objects]) => objects)).toEqual([
      [{ yaml: changed }],
    ]);
    expect(asker.getSnapshot()).toMatchObject({
      question: 'asking',
      text: changed,
      draft: { state: 'read' },
    });
    answers[0].resolve(aWhatIfView());
    await settle();
    expect(asker.getSnapshot()).toMatchObject({
      question: 'answered',
      view: { compared: 41 },
    });
  });

  it('gives up what is in flight when somebody types on, and ignores its answer', async () => {
    const { asker, clock, answers } = setup();
    asker.type({ text: changed, base });
    clock.pass();
    asker.type({ text: `${changed}#`, base });
    expect(answers[0].signal.aborted).toBe(true);
    clock.pass();
    answers[1].resolve(aWhatIfView({ compared: 2 }));
    await settle();
    answers[0].resolve(aWhatIfView({ compared: 1 }));
    await settle();
    expect(asker.getSnapshot()).toMatchObject({ view: { compared: 2 } });
  });

  it('keeps the last answer while the next is on its way, not after a failure', async () => {
    const { asker, clock, answers } = setup();
    asker.type({ text: changed, base });
    clock.pass();
    answers[0].resolve(aWhatIfView());
    await settle();
    asker.type({ text: `${changed}#`, base });
    clock.pass();
    expect(asker.getSnapshot()).toMatchObject({
      question: 'asking',
      view: { compared: 41 },
    });
    answers[1].reject(aResponseError(503, 'ServiceUnavailableError', 'Busy'));
    await settle();
    expect(asker.getSnapshot()).toMatchObject({
      question: 'failed',
      view: undefined,
      failure: { kind: 'network', message: 'Busy' },
    });
    asker.now();
    expect(asker.getSnapshot()).toMatchObject({ question: 'asking' });
    expect(answers).toHaveLength(3);
  });

  it.each([
    ['a draft that is as it was', base, base],
    ['an empty draft of a new object', '', undefined],
    ['what is no YAML', 'a: [', base],
    ['what is no object', 'kind: Service', base],
    ['what is refused', '['.repeat(500), base],
  ])('does not ask for %s', (_, text, given) => {
    const { asker, clock, ask } = setup();
    asker.type({ text, base: given });
    clock.pass();
    expect(ask).not.toHaveBeenCalled();
    expect(asker.getSnapshot().question).toBe('idle');
  });

  it('asks for the removal when all was deleted', () => {
    const { asker, clock, ask } = setup();
    asker.type({ text: '# gone\n', base });
    clock.pass();
    expect(ask.mock.calls[0][0]).toEqual([{ yaml: base, change: 'remove' }]);
  });

  it('stops when nobody listens any more', async () => {
    const { asker, clock, answers, leave } = setup();
    asker.type({ text: changed, base });
    clock.pass();
    leave();
    expect(answers[0].signal.aborted).toBe(true);
    expect(clock.timers.size).toBe(0);
  });
});
