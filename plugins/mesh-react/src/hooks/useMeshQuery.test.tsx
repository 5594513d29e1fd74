import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { MESH_SIGNAL_CHANNEL } from '@fairway/backstage-plugin-mesh-common';
import {
  aCanaryListView,
  aResponseError,
  aRoutingView,
  FakeMeshApi,
} from '@fairway/mesh-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { meshApiRef } from '../meshApiRef';
import { useCanaries } from './useCanaries';
import { useCanary } from './useCanary';
import { useMeshSummary } from './useMeshSummary';
import { useRouting } from './useRouting';
import { useTopology } from './useTopology';

const checkout = 'component:default/checkout';

class FakeSignals implements SignalApi {
  #listeners = new Set<(message: never) => void>();
  subscribe: SignalApi['subscribe'] = (channel, onMessage) => {
    expect(channel).toBe(MESH_SIGNAL_CHANNEL);
    this.#listeners.add(onMessage);
    return { unsubscribe: () => this.#listeners.delete(onMessage) };
  };
  say(message: { entityRef: string; revision: number }) {
    this.#listeners.forEach(listener => listener(message as never));
  }
  get listeners() {
    return this.#listeners.size;
  }
}

function wrapperOf(api: FakeMeshApi, signals?: FakeSignals) {
  return ({ children }: { children: ReactNode }) =>
    signals ? (
      <TestApiProvider
        apis={[
          [meshApiRef, api],
          [signalApiRef, signals],
        ]}
      >
        {children}
      </TestApiProvider>
    ) : (
      <TestApiProvider apis={[[meshApiRef, api]]}>{children}</TestApiProvider>
    );
}

function hidePage(hidden: boolean) {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    value: hidden ? 'hidden' : 'visible',
  });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

afterEach(() => {
  jest.useRealTimers();
  hidePage(false);
});

describe('hooks', () => {
  it('ask one question each', async () => {
    const api = new FakeMeshApi();
    const wrapper = wrapperOf(api);
    const location = {
      cluster: 'sandbox',
      namespace: 'shop',
      name: 'checkout',
    };
    const results = [
      renderHook(() => useRouting(checkout), { wrapper }),
      renderHook(() => useCanaries(checkout), { wrapper }),
      renderHook(() => useCanary(checkout, location), { wrapper }),
      renderHook(
        () => useTopology(checkout, { window: 900, graphType: 'app' }),
        { wrapper },
      ),
      renderHook(() => useMeshSummary(checkout), { wrapper }),
    ];
    for (const { result } of results) {
      await waitFor(() => expect(result.current.query.state).toBe('ready'));
    }
    expect(api.asked).toEqual([
      'routing component:default/checkout',
      'canaries component:default/checkout',
      'canary component:default/checkout shop/checkout',
      'topology component:default/checkout {"window":900,"graphType":"app"}',
      'summary component:default/checkout',
    ]);
  });

  it('keep the answer when the next request fails, and say so', async () => {
    let fails = false;
    const api = new FakeMeshApi({
      routing: () =>
        fails ? aResponseError(503, 'Error', 'too busy') : aRoutingView(),
    });
    const { result } = renderHook(() => useRouting(checkout), {
      wrapper: wrapperOf(api),
    });
    await waitFor(() => expect(result.current.query.state).toBe('ready'));
    fails = true;
    act(() => result.current.refetch());
    await waitFor(() => expect(result.current.query.state).toBe('stale'));
    expect(result.current.query).toMatchObject({
      data: { status: 'ok' },
      failure: { kind: 'network', message: 'too busy' },
    });
  });

  it.each([
    [aResponseError(403, 'NotAllowedError'), 'forbidden'],
    [aResponseError(404, 'NotFoundError'), 'not-found'],
    [aResponseError(404), 'backend-missing'],
    [new TypeError('Failed to fetch'), 'network'],
    [
      Object.assign(new Error('odd'), { name: 'MeshContractError' }),
      'contract',
    ],
  ])('tell why there is no answer: %s is %s', async (error, kind) => {
    const { result } = renderHook(() => useRouting(checkout), {
      wrapper: wrapperOf(new FakeMeshApi({ routing: error })),
    });
    await waitFor(() =>
      expect(result.current.query).toMatchObject({
        state: 'failed',
        failure: { kind },
      }),
    );
  });

  it('ask every period, but not while the page is hidden', async () => {
    jest.useFakeTimers();
    const api = new FakeMeshApi();
    const { unmount } = renderHook(
      () => useCanaries(checkout, { pollMs: 5_000 }),
      { wrapper: wrapperOf(api) },
    );
    await act(() => jest.advanceTimersByTimeAsync(5_001));
    expect(api.asked).toHaveLength(2);
    hidePage(true);
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(api.asked).toHaveLength(2);
    hidePage(false);
    await act(() => jest.advanceTimersByTimeAsync(0));
    expect(api.asked).toHaveLength(3);
    unmount();
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(api.asked).toHaveLength(3);
  });

  it('abort what is in flight when the component goes', async () => {
    let signal: AbortSignal | undefined;
    const api = new FakeMeshApi();
    api.getRouting = (_entityRef, options) => {
      signal = options?.signal;
      return new Promise(() => {});
    };
    const { unmount } = renderHook(() => useRouting(checkout), {
      wrapper: wrapperOf(api),
    });
    expect(signal?.aborted).toBe(false);
    unmount();
    expect(signal?.aborted).toBe(true);
  });

  it('ask again when a signal names the entity, and only then', async () => {
    const api = new FakeMeshApi({ canaries: () => aCanaryListView() });
    const signals = new FakeSignals();
    const { result, unmount } = renderHook(() => useCanaries(checkout), {
      wrapper: wrapperOf(api, signals),
    });
    await waitFor(() => expect(result.current.query.state).toBe('ready'));
    jest.useFakeTimers();
    signals.say({ entityRef: 'component:default/cart', revision: 2 });
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(api.asked).toHaveLength(1);
    signals.say({ entityRef: checkout, revision: 3 });
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(api.asked).toHaveLength(2);
    unmount();
    expect(signals.listeners).toBe(0);
  });

  it('forget the answer to another question', async () => {
    const api = new FakeMeshApi();
    const { result, rerender } = renderHook(
      ({ ref }: { ref: string }) => useRouting(ref),
      { wrapper: wrapperOf(api), initialProps: { ref: checkout } },
    );
    await waitFor(() => expect(result.current.query.state).toBe('ready'));
    rerender({ ref: 'component:default/cart' });
    expect(result.current.query.state).toBe('loading');
    await waitFor(() => expect(result.current.query.state).toBe('ready'));
    expect(api.asked[1]).toBe('routing component:default/cart');
  });
});
