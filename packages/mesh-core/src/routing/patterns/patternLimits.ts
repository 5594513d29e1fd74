/**
 * Most bytes of a pattern in a VirtualService: the webhook of Istio takes no longer one.
 *
 * @see https://github.com/istio/istio/blob/master/pkg/config/validation/validation.go
 */
export const LONGEST_OF_ISTIO = 1024;

/**
 * Most bytes of a pattern anywhere: the value of a header in a route of the Gateway API.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httpheadermatch
 */
export const LONGEST_OF_ALL = 4096;

/**
 * Most instructions of a compiled pattern, as Istio sets it up in Envoy. RE2 counts by bytes, we by characters: ours are fewer where a
 * pattern holds more than ASCII.
 *
 * @see https://github.com/istio/istio/blob/master/pkg/bootstrap/config.go
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/common/regex.cc
 */
export const LARGEST_PROGRAM = 32_768;

/**
 * Steps that the patterns of one answer may take, each some 20 ns, on a busy machine 60. A rule of common size takes some thousand. Steps are counted
 * and not timed, so that an answer is the same on every machine.
 */
export const STEPS_OF_ANSWER = 15_000_000;
