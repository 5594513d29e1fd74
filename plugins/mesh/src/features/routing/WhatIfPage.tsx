import { RoutingSkeleton } from '@fairway/backstage-plugin-mesh-react';
import { lazy, Suspense } from 'react';
import styles from './Routing.module.css';
import type { WhatIfPlace } from './useWhatIfPlace';

// the editor is heavy, and most readers never open it
const WhatIf = lazy(async () => ({
  default: (await import('./whatif')).WhatIf,
}));

/** The simulation of an edit, in place of the rules. */
export function WhatIfPage(props: {
  entityRef: string;
  cluster: string;
  place: WhatIfPlace;
}): JSX.Element {
  const { place } = props;
  return (
    <div ref={place.content} tabIndex={-1} className={styles.whatIf}>
      <Suspense fallback={<RoutingSkeleton />}>
        <WhatIf
          entityRef={props.entityRef}
          cluster={props.cluster}
          resourceRef={place.object}
          onClose={place.close}
        />
      </Suspense>
    </div>
  );
}
