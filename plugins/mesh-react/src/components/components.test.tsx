import { canaryPhaseSchema, type Finding } from '@fairway/mesh-core';
import {
  aDestination,
  aFreshness,
  aMisroutedView,
  aRef,
  aRouteObject,
  aRule,
  aSource,
} from '@fairway/mesh-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderMesh } from '../__testUtils__/renderMesh';
import { Facts } from './Facts';
import { FreshnessMark } from './FreshnessMark';
import { HealthMark } from './HealthMark';
import { PhaseBadge } from './PhaseBadge';
import { shortName } from './ResourceName';
import { RouteTable } from './RouteTable';
import { SplitBar, SplitLegend } from './SplitBar';
import type { SplitSegment } from './splitSegments';
import { VerdictList } from './VerdictList';

const segments: SplitSegment[] = [
  { id: 'p', role: 'primary', percent: 97, label: 'primary', version: 'v1' },
  { id: 'c', role: 'canary', percent: 3, label: 'canary', version: 'v2' },
];

describe('SplitBar', () => {
  it('is named by the sentence that it draws', async () => {
    renderMesh(<SplitBar segments={segments} />);
    expect(
      await screen.findByRole('img', {
        name: /^primary v1 97\s%, canary v2 3\s%$/,
      }),
    ).toBeInTheDocument();
  });

  it('draws nothing for a share of nothing, and names it', async () => {
    const [primary, canary] = segments;
    renderMesh(
      <SplitBar
        segments={[
          { ...primary, percent: 0 },
          { ...canary, percent: 100 },
        ]}
      />,
    );
    const bar = await screen.findByRole('img', { name: /^primary v1 0\s%,/ });
    expect(bar.childElementCount).toBe(1);
  });

  it('writes shares inside where they fit, else into the legend', async () => {
    renderMesh(
      <>
        <SplitBar segments={segments} />
        <SplitLegend segments={segments} />
      </>,
    );
    const bar = await screen.findByRole('img');
    expect(bar).toHaveTextContent(/^97.%$/);
    const [primary, canary] = screen.getAllByRole('listitem');
    expect(primary).toHaveTextContent(/^primary v1$/);
    expect(canary).toHaveTextContent(/^canary v2 3.%$/);
  });
});

describe('PhaseBadge', () => {
  it.each(canaryPhaseSchema.options)('has a word for %s', async phase => {
    const { container } = renderMesh(<PhaseBadge phase={phase} />);
    expect(await screen.findByText(/^[A-Z][a-z ]+$/)).toBeInTheDocument();
    expect(container.querySelector('svg')).not.toBeNull();
  });

  it('shows a phase of a newer Flagger as it is', async () => {
    renderMesh(<PhaseBadge phase="Unknown" rawPhase="Hibernating" />);
    expect(await screen.findByText('Hibernating')).toBeInTheDocument();
  });

  it('says first that a Canary is suspended', async () => {
    renderMesh(<PhaseBadge phase="Succeeded" suspended />);
    expect(await screen.findByText('Suspended')).toBeInTheDocument();
    expect(screen.queryByText('Succeeded')).toBeNull();
  });
});

describe('HealthMark', () => {
  it('has a name without a word, and a word without a second name', async () => {
    renderMesh(
      <>
        <HealthMark state="failure" />
        <HealthMark state="degraded" word />
      </>,
    );
    expect(
      await screen.findByRole('img', { name: 'failure' }),
    ).toBeInTheDocument();
    expect(screen.getByText('degraded')).toBeInTheDocument();
    expect(screen.queryByRole('img', { name: 'degraded' })).toBeNull();
  });
});

describe('VerdictList', () => {
  const finding = (
    severity: Finding['severity'],
    message: string,
  ): Finding => ({
    code: 'c',
    severity,
    path: 'spec.http[0]',
    message,
    remedy: 'Do it.',
    ref: aRef('VirtualService', 'shop', 'checkout'),
  });

  it('lists fact, place and remedy, the worst first', async () => {
    renderMesh(
      <VerdictList
        findings={[
          finding('info', 'third'),
          finding('error', 'first'),
          finding('warning', 'second'),
        ]}
      />,
    );
    const items = await screen.findAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      'Error: firstVirtualService shop/checkout · spec.http[0]RemedyDo it.',
      'Warning: secondVirtualService shop/checkout · spec.http[0]RemedyDo it.',
      'Note: thirdVirtualService shop/checkout · spec.http[0]RemedyDo it.',
    ]);
  });

  it('says that there is nothing', async () => {
    renderMesh(<VerdictList findings={[]} />);
    expect(await screen.findByText('Nothing to report.')).toBeInTheDocument();
  });
});

describe('FreshnessMark', () => {
  it.each([
    ['ready', 'live', '14:25:20, live'],
    ['ready', 'stale', '14:25:20, partly stale'],
    ['ready', 'not-installed', '14:25:20, live'],
    ['stale', 'live', '14:25:20, stale'],
  ] as const)(
    'reads %s with a source that is %s as %s',
    async (state, source, text) => {
      renderMesh(
        <FreshnessMark
          query={{ state }}
          freshness={aFreshness([aSource({ state: source })])}
        />,
      );
      expect(await screen.findByText(text)).toBeInTheDocument();
    },
  );
});

describe('Facts', () => {
  it('leaves out what has no value', async () => {
    renderMesh(
      <Facts
        facts={[
          { id: 'a', label: 'version', value: undefined },
          { id: 'b', label: 'namespace', value: 'shop' },
        ]}
      />,
    );
    expect(await screen.findByText('namespace')).toBeInTheDocument();
    expect(screen.queryByText('version')).toBeNull();
  });

  it('names cluster-scoped objects by name alone', () => {
    expect(shortName({ name: 'shop' })).toBe('shop');
    expect(shortName({ namespace: 'shop', name: 'cart' })).toBe('shop/cart');
  });
});

describe('RouteTable', () => {
  it('lists the rules in order, alternatives and all, and the rest', async () => {
    renderMesh(
      <RouteTable
        object={aRouteObject()}
        remainder="not-found"
        onOpenRule={() => {}}
      />,
    );
    const rows = (await screen.findAllByRole('row')).slice(1);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toHaveTextContent('x-fault-test = delay');
    expect(rows[2]).toHaveTextContent('/api/checkout');
    expect(rows[2]).toHaveTextContent('or');
    expect(within(rows[2]).getByRole('img')).toHaveAccessibleName(
      /^checkout-primary v1.4.1 70\s%, checkout-canary v1.4.2 30\s%$/,
    );
    expect(rows[3]).toHaveTextContent('redirect 308');
    expect(rows[4]).toHaveTextContent('direct response 200');
    expect(rows[5]).toHaveTextContent('404');
  });

  it('has no row for the rest where nothing is left or where it is not known', async () => {
    renderMesh(
      <RouteTable
        object={aRouteObject({ rules: [aRule()], hiddenRules: 2 })}
        remainder="unknown"
        onOpenRule={() => {}}
      />,
    );
    expect(await screen.findByText('any request')).toBeInTheDocument();
    expect(screen.queryByText('404')).toBeNull();
    expect(
      screen.getByText(
        '2 rules concern other services only; they are not shown.',
      ),
    ).toBeInTheDocument();
  });

  it('opens the evidence of a rule by keyboard, one tab stop each', async () => {
    const user = userEvent.setup();
    const onOpenRule = jest.fn();
    const object = aRouteObject();
    renderMesh(
      <RouteTable object={object} remainder="none" onOpenRule={onOpenRule} />,
    );
    await screen.findAllByRole('row');
    await user.tab();
    await user.tab();
    expect(document.activeElement).toHaveAccessibleName(
      /checkout · http\[1\].*Open the object/,
    );
    await user.keyboard('{Enter}');
    expect(onOpenRule).toHaveBeenCalledTimes(1);
    expect(onOpenRule).toHaveBeenCalledWith(object.rules[1]);
  });

  it('says at the rule that a destination leads nowhere', async () => {
    const [object] = aMisroutedView().clusters[0].routes;
    renderMesh(
      <RouteTable object={object} remainder="none" onOpenRule={() => {}} />,
    );
    expect(
      await screen.findByText(/No pod has the labels of subset v3/),
    ).toBeInTheDocument();
  });

  it.each([
    [
      {
        kind: 'delegate',
        ref: aRef('VirtualService', 'shop', 'api'),
        found: true,
      } as const,
      'rules of shop/api',
    ],
    [
      {
        kind: 'delegate',
        ref: aRef('VirtualService', 'shop', 'api'),
        found: false,
      } as const,
      'shop/api, which does not exist',
    ],
    [
      { kind: 'none', reason: 'No destination is left.' } as const,
      'No destination is left.',
    ],
    [
      {
        kind: 'route',
        destinations: [aDestination({ subset: 'v2' })],
      } as const,
      'v2 · v1.4.1',
    ],
  ])('shows an action %#', async (action, text) => {
    renderMesh(
      <RouteTable
        object={aRouteObject({
          rules: [
            aRule({
              action:
                action.kind === 'route'
                  ? { ...action, destinations: [...action.destinations] }
                  : action,
            }),
          ],
        })}
        remainder="none"
        onOpenRule={() => {}}
      />,
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});
