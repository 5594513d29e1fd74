export { parseRequest } from './parseRequest';
export type { RequestText } from './RequestText';
export { RequestTextError, type RequestProblem } from './RequestTextError';
export { writeCurl } from './writeCurl';
