import { aMeshGraph, aNode } from '@fairway/mesh-test-utils';
import { fireEvent, screen } from '@testing-library/react';
import { renderMesh } from '../__testUtils__/renderMesh';
import { TopologyGraph } from './TopologyGraph';

// jsdom has no layout, and therefore none of what the canvas measures with
beforeAll(() => {
  class NoResizeObserver {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Object.assign(window, { ResizeObserver: NoResizeObserver });
});

describe('TopologyGraph', () => {
  it('draws every node with its health and traffic', async () => {
    renderMesh(
      <TopologyGraph
        graph={aMeshGraph()}
        name="checkout"
        selection={undefined}
        onSelect={() => {}}
      />,
    );
    expect(
      await screen.findByText('payments', { selector: '[title]' }),
    ).toBeInTheDocument();
    expect(screen.getByText('legacy-ledger')).toBeInTheDocument();
    expect(screen.getByText('outside the mesh')).toBeInTheDocument();
    expect(screen.getByText(/^27\.0.rps in$/)).toBeInTheDocument();
    expect(
      screen.getByLabelText(
        'Graph of 7 nodes and 8 connections around checkout. The table below has the same data.',
      ),
    ).toBeInTheDocument();
  });

  it('does not name what is hidden', async () => {
    renderMesh(
      <TopologyGraph
        graph={{
          nodes: [
            aNode('a/a'),
            aNode('hidden', {
              kind: 'hidden',
              name: 'another service',
              namespace: undefined,
            }),
          ],
          edges: [],
        }}
        name="a"
        selection={undefined}
        onSelect={() => {}}
      />,
    );
    expect(await screen.findByText('not yours to see')).toBeInTheDocument();
  });

  it('selects a node by a click', async () => {
    const onSelect = jest.fn();
    renderMesh(
      <TopologyGraph
        graph={aMeshGraph()}
        name="checkout"
        selection={undefined}
        onSelect={onSelect}
      />,
    );
    fireEvent.click(await screen.findByText('cart'));
    expect(onSelect).toHaveBeenCalledWith({ kind: 'node', id: 'shop/cart' });
  });

  it('selects a node by keyboard', async () => {
    const onSelect = jest.fn();
    renderMesh(
      <TopologyGraph
        graph={aMeshGraph()}
        name="checkout"
        selection={undefined}
        onSelect={onSelect}
      />,
    );
    fireEvent.keyDown(await screen.findByText('cart'), { key: 'Enter' });
    expect(onSelect).toHaveBeenCalledWith({ kind: 'node', id: 'shop/cart' });
  });
});
