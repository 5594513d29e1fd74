import { createContext } from 'react';
import type { GraphSelection } from './graphWords';

/** How a label far down in the canvas says that it was chosen. */
export const SelectContext = createContext<
  (selection: GraphSelection | undefined) => void
>(() => {});
