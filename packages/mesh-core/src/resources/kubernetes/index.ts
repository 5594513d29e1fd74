export * from './ConfigMap';
export * from './DaemonSet';
export * from './Deployment';
export * from './EndpointSlice';
export * from './Event';
export * from './HorizontalPodAutoscaler';
export * from './Namespace';
export * from './Pod';
export * from './ReplicaSet';
export * from './Service';
export {
  containerSchema,
  kubernetesConditionSchema,
  podTemplateSchema,
} from './podParts';
export type { Container, KubernetesCondition, PodTemplate } from './podParts';
