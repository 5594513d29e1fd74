import { renderInTestApp } from '@backstage/frontend-test-utils';
import { VIEW_TIME } from '@fairway/mesh-test-utils';
import type { ReactElement } from 'react';
import { MeshClockContext } from '../MeshClock';

const clock = { now: () => Date.parse(VIEW_TIME) + 1_000, timeZone: 'UTC' };

/** Renders an element in an app at the time of the views. */
export function renderMesh(
  element: ReactElement,
): ReturnType<typeof renderInTestApp> {
  return renderInTestApp(
    <MeshClockContext.Provider value={clock}>
      {element}
    </MeshClockContext.Provider>,
  );
}
