import { MeshPoller } from './MeshPoller';

class FakeClock {
  time = 0;
  #timers: { at: number; callback: () => void }[] = [];
  now = () => this.time;
  setTimeout = (callback: () => void, milliseconds: number) => {
    const timer = { at: this.time + milliseconds, callback };
    this.#timers.push(timer);
    return timer;
  };
  clearTimeout = (timer: unknown) => {
    this.#timers = this.#timers.filter(other => other !== timer);
  };
  get pending() {
    return this.#timers.length;
  }
  async pass(milliseconds: number) {
    this.time += milliseconds;
    const due = this.#timers.filter(timer => timer.at <= this.time);
    this.#timers = this.#timers.filter(timer => timer.at > this.time);
    due.forEach(timer => timer.callback());
    await settle();
  }
}

class FakeVisibility {
  hidden = false;
  listeners = new Set<() => void>();
  isHidden = () => this.hidden;
  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  set(hidden: boolean) {
    this.hidden = hidden;
    this.listeners.forEach(listener => listener());
  }
}

async function settle() {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
}

function setup(load: (signal: AbortSignal) => Promise<string>) {
  const clock = new FakeClock();
  const visibility = new FakeVisibility();
  const loadMock = jest.fn(load);
  const poller = new MeshPoller({
    load: loadMock,
    pollMs: 1_000,
    clock,
    visibility,
  });
  return { clock, visibility, load: loadMock, poller };
}

describe('MeshPoller', () => {
  it('asks when the first listener comes and then every period', async () => {
    let answers = 0;
    const { clock, load, poller } = setup(async () => `${++answers}`);
    expect(load).not.toHaveBeenCalled();
    const listener = jest.fn();
    poller.subscribe(listener);
    expect(poller.getSnapshot()).toEqual({ state: 'loading' });
    await settle();
    expect(poller.getSnapshot()).toMatchObject({ state: 'ready', data: '1' });
    await clock.pass(999);
    expect(load).toHaveBeenCalledTimes(1);
    await clock.pass(1);
    expect(poller.getSnapshot()).toMatchObject({ data: '2' });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('aborts, stops the timer and tells nobody once the last listener left', async () => {
    let signal: AbortSignal | undefined;
    let answer: (value: string) => void = () => {};
    const { clock, visibility, poller } = setup(given => {
      signal = given;
      return new Promise(resolve => {
        answer = resolve;
      });
    });
    const listener = jest.fn();
    const leave = poller.subscribe(listener);
    leave();
    expect(signal?.aborted).toBe(true);
    answer('late');
    await settle();
    expect(listener).not.toHaveBeenCalled();
    expect(poller.getSnapshot()).toEqual({ state: 'loading' });
    expect(clock.pending).toBe(0);
    expect(visibility.listeners.size).toBe(0);
  });

  it('pauses while the page is hidden and asks at once when it comes back', async () => {
    const { clock, visibility, load, poller } = setup(async () => 'a');
    poller.subscribe(() => {});
    await settle();
    visibility.set(true);
    await clock.pass(60_000);
    expect(load).toHaveBeenCalledTimes(1);
    visibility.set(false);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('doubles the pause with each failure, says when it asks again, and recovers', async () => {
    let fail = true;
    const { clock, load, poller } = setup(async () => {
      if (fail) {
        throw new TypeError('Failed to fetch');
      }
      return 'a';
    });
    poller.subscribe(() => {});
    await settle();
    expect(poller.getSnapshot()).toEqual({
      state: 'failed',
      failure: { kind: 'network', message: 'Failed to fetch' },
      retryAt: 1_000,
    });
    await clock.pass(1_000);
    expect(poller.getSnapshot()).toMatchObject({ retryAt: 3_000 });
    fail = false;
    await clock.pass(2_000);
    expect(poller.getSnapshot()).toMatchObject({ state: 'ready' });
    await clock.pass(1_000);
    expect(load).toHaveBeenCalledTimes(4);
  });

  it('never pauses longer than two minutes', async () => {
    const { clock, poller } = setup(async () => {
      throw new Error('no');
    });
    poller.subscribe(() => {});
    await settle();
    for (let turn = 0; turn < 20; turn += 1) {
      await clock.pass(120_000);
    }
    const query = poller.getSnapshot();
    expect(query.state === 'failed' && query.retryAt - clock.now()).toBe(
      120_000,
    );
  });

  it('makes one request of several hints', async () => {
    const { clock, load, poller } = setup(async () => 'a');
    poller.subscribe(() => {});
    await settle();
    poller.hint();
    poller.hint();
    poller.hint();
    await clock.pass(250);
    expect(load).toHaveBeenCalledTimes(2);
    await clock.pass(500);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('asks once more when a hint comes while a request is in flight', async () => {
    const answers: ((value: string) => void)[] = [];
    const { clock, load, poller } = setup(
      () => new Promise(resolve => answers.push(resolve)),
    );
    poller.subscribe(() => {});
    poller.hint();
    answers[0]('old');
    await settle();
    await clock.pass(250);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('gives up what is in flight on refetch and ignores its answer', async () => {
    const answers: ((value: string) => void)[] = [];
    const { load, poller } = setup(
      () => new Promise(resolve => answers.push(resolve)),
    );
    poller.subscribe(() => {});
    poller.refetch();
    expect(load.mock.calls[0][0].aborted).toBe(true);
    answers[1]('new');
    await settle();
    answers[0]('old');
    await settle();
    expect(poller.getSnapshot()).toMatchObject({ data: 'new' });
  });

  it('starts again for a listener that comes back, with the answer it had', async () => {
    const { load, poller } = setup(async () => 'a');
    const leave = poller.subscribe(() => {});
    await settle();
    leave();
    poller.subscribe(() => {});
    expect(poller.getSnapshot()).toMatchObject({ state: 'ready', data: 'a' });
    expect(load).toHaveBeenCalledTimes(2);
  });
});
