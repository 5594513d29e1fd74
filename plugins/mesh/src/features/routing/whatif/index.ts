export { WhatIf } from './WhatIf';
export type { PreparedChange } from './PreparedChange';
