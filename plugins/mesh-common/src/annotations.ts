/**
 * Annotations and labels that Fairway reads. Those of `backstage.io` are the ones of the Backstage kubernetes plugin.
 */

/** Names workloads directly, comma separated: `shop/checkout` or `cluster:shop/checkout`. Wins over all others. @public */
export const ANNOTATION_WORKLOADS = 'fairway.dev/workloads';
/** Full ref of the owner of a namespace, as in `group:default/team-checkout`. On namespaces. @public */
export const ANNOTATION_OWNER = 'fairway.dev/owner';
/** @public */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
/** @public */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';
/** @public */
export const ANNOTATION_KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
/** @public */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
/** Label of workloads, Services and Canaries that names the entity they belong to. @public */
export const LABEL_KUBERNETES_ID = 'backstage.io/kubernetes-id';
