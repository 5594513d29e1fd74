import { lazy, Suspense } from 'react';
import { GraphSkeleton } from '../components/Skeletons';
import '../theme/tokens.css';
import type { TopologyGraphProps } from './TopologyGraphProps';

const LazyCanvas = lazy(async () => {
  const { TopologyCanvas } = await import('./TopologyCanvas');
  return { default: TopologyCanvas };
});

/**
 * The graph as a picture. Canvas and layout (about 90 kB gzip) are loaded when it is shown; a table with the same data
 * and the same selection belongs beside it.
 *
 * @public
 */
export function TopologyGraph(props: TopologyGraphProps): JSX.Element {
  return (
    <Suspense fallback={<GraphSkeleton />}>
      <LazyCanvas {...props} />
    </Suspense>
  );
}
