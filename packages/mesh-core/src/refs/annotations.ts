// Annotations and labels that Fairway reads. Those of `backstage.io` are the ones of the Backstage kubernetes plugin.

/** Names workloads directly, comma separated: `shop/checkout` or `cluster:shop/checkout`. Wins over all others. @public */
export const ANNOTATION_WORKLOADS = 'fairway.dev/workloads';
/** Full ref of the owner of a namespace, as in `group:default/team-checkout`. On namespaces. @public */
export const ANNOTATION_OWNER = 'fairway.dev/owner';
/**
 * File that an object is made from: a URL, or a path from the sources of the entity.
 *
 * @public
 */
export const ANNOTATION_SOURCE = 'fairway.dev/source';
/**
 * Annotation whose value workloads carry in the label of the same name.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
/**
 * Annotation that limits the entity to one namespace.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';
/**
 * Annotation that selects workloads by labels; wins over `backstage.io/kubernetes-id`.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
/**
 * Annotation that names the cluster of the entity.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
/** Label of workloads, Services and Canaries that names the entity they belong to. @public */
export const LABEL_KUBERNETES_ID = 'backstage.io/kubernetes-id';
