/** A label's value inside the quotes of a selector. */
export function quoteLabel(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** A text that a regular expression takes literally. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$*+?()[\]{}|]/g, '\\$&');
}

const source =
  'source_cluster,source_workload_namespace,source_workload,source_canonical_service,source_canonical_revision';
const destination =
  'destination_workload_namespace,destination_workload,destination_canonical_service,destination_canonical_revision';

/** Labels that tell who talks to whom. */
export const endLabels = `${source},destination_cluster,destination_service_namespace,destination_service,destination_service_name,${destination}`;

/** The same with what was answered. */
export const requestLabels = `${endLabels},request_protocol,response_code,grpc_response_status,response_flags`;

/** The same as the ends with the identities of both ends, without the host. */
export const securityLabels = `${source},source_principal,destination_cluster,destination_service_namespace,destination_service_name,${destination},destination_principal,connection_security_policy`;
