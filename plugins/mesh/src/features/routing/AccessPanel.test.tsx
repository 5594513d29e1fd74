import type { RoutingModel, WorkloadAccess } from '@fairway/mesh-core';
import { aRef, aRoutingModel } from '@fairway/mesh-test-utils';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { AccessPanel } from './AccessPanel';

const [, limited] = aRoutingModel().access ?? [];
const entry = (change: Partial<WorkloadAccess>): WorkloadAccess => ({
  ...limited,
  ...change,
});
const pods = (name: string): Partial<WorkloadAccess> => ({
  workloads: [{ ref: aRef('Deployment', 'shop', name), role: 'target' }],
});

async function panelOf(change: Partial<RoutingModel>): Promise<HTMLElement> {
  renderInTestApp(<AccessPanel model={{ ...aRoutingModel(), ...change }} />);
  return screen.findByRole('region', { name: 'Access' });
}

describe('AccessPanel', () => {
  it('says without a name what holds for all workloads', async () => {
    const panel = await panelOf({ access: [limited] });
    expect(panel).toHaveTextContent(/Callersstorefront\/web and/);
    expect(panel).not.toHaveTextContent('canary');
  });

  it('names the workloads that differ where nothing is released', async () => {
    const panel = await panelOf({
      access: [entry(pods('cart')), entry(pods('cart-v2'))],
    });
    expect(panel).toHaveTextContent(/cartCallers.*cart-v2Callers/);
  });

  it('tells what holds at the waypoint from what holds at the pods', async () => {
    const panel = await panelOf({
      access: [
        entry({ ...pods('cart'), at: { kind: 'waypoint', service: 'cart' } }),
        entry(pods('cart')),
      ],
    });
    expect(panel).toHaveTextContent(
      /cart, through the waypointCallers.*cart, at the podsCallers/,
    );
  });

  it('says nothing of tokens that nobody looks at', async () => {
    const token: WorkloadAccess['token'] = {
      state: 'not-checked',
      reason: 'Tokens are not looked at.',
      evidence: [],
    };
    const panel = await panelOf({ access: [entry({ token })] });
    expect(panel).not.toHaveTextContent('Token');
  });

  it('shows the policies as they are written when nothing was concluded', async () => {
    expect(await panelOf({ access: undefined })).toHaveTextContent(
      'ALLOW from storefront/web and istio-ingress/public-gateway',
    );
  });

  it('says that none limits who may call when there is none', async () => {
    expect(await panelOf({ access: undefined, related: [] })).toHaveTextContent(
      'No policy limits who may call.',
    );
  });
});
