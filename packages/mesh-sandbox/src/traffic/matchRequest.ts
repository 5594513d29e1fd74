import { RequestClass } from './TrafficPlan';

/** Istio's StringMatch, as far as the model decides it. */
export interface StringMatch {
  exact?: string;
  prefix?: string;
  regex?: string;
}

/** Istio's HTTPMatchRequest, as far as the model decides it. */
export interface HttpMatch {
  headers?: Record<string, StringMatch>;
  uri?: StringMatch;
  method?: StringMatch;
  gateways?: string[];
  [field: string]: unknown;
}

/** Fields that the model decides, and those that do not narrow its requests; a match on anything else never applies. */
const decided = new Set([
  'headers',
  'uri',
  'method',
  'gateways',
  'name',
  'port',
  'ignoreUriCase',
]);

function matchesString(match: StringMatch, value: string | undefined): boolean {
  if (value === undefined) {
    return false;
  }
  if (match.exact !== undefined) {
    return value === match.exact;
  }
  if (match.prefix !== undefined) {
    return value.startsWith(match.prefix);
  }
  // the scenario's own patterns, no foreign input
  return (
    match.regex === undefined || new RegExp(`^(?:${match.regex})$`).test(value)
  );
}

function matchesAll(
  matches: Readonly<Record<string, StringMatch>> | undefined,
  values: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(matches ?? {}).every(([name, match]) =>
    matchesString(match, values[name]),
  );
}

/** True when a request that comes through a gateway (`mesh` for sidecars) satisfies a match. */
export function matchesRequest(
  match: HttpMatch,
  request: Partial<RequestClass>,
  gateway: string,
): boolean {
  const { headers = {}, path = '/', method = 'GET' } = request;
  const { uri = {}, method: wantedMethod = {} } = match;
  return (
    Object.keys(match).every(field => decided.has(field)) &&
    (match.gateways?.includes(gateway) ?? true) &&
    matchesAll(match.headers, headers) &&
    matchesString(uri, path) &&
    matchesString(wantedMethod, method)
  );
}
