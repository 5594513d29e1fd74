/** Everything that this package takes from the unstable entry points of Backstage. */
export { default as kubernetesPlugin } from '@backstage/plugin-kubernetes/alpha';
