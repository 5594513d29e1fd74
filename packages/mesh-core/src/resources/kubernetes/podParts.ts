import { z } from 'zod';
import { fieldsInUse, textMap } from '../schema/fields';
import { coreLabelSelectorSchema } from '../schema/labelSelector';

/**
 * A container as its pod template has it.
 *
 * @public
 */
export const containerSchema = fieldsInUse({
  image: z.string(),
  ports: z.array(
    fieldsInUse({ name: z.string(), protocol: z.string() }).extend({
      containerPort: z.int(),
    }),
  ),
  /** `Always` on an init container makes it a sidecar. */
  restartPolicy: z.string(),
}).extend({ name: z.string() });

/**
 * What {@link containerSchema} reads.
 *
 * @public
 */
export type Container = z.infer<typeof containerSchema>;

/** The parts of a pod's spec in use. */
export const podSpecFields = {
  serviceAccountName: z.string(),
  hostNetwork: z.boolean(),
  containers: z.array(containerSchema),
  initContainers: z.array(containerSchema),
};

/**
 * The pods that a Deployment, DaemonSet or ReplicaSet makes.
 *
 * @public
 */
export const podTemplateSchema = fieldsInUse({
  metadata: fieldsInUse({ labels: textMap, annotations: textMap }),
  spec: fieldsInUse(podSpecFields),
});

/**
 * What {@link podTemplateSchema} reads.
 *
 * @public
 */
export type PodTemplate = z.infer<typeof podTemplateSchema>;

/** Which pods a controller counts as its own. */
export const workloadFields = {
  selector: coreLabelSelectorSchema,
  template: podTemplateSchema,
};

/**
 * What a controller reports about an object.
 *
 * @public
 */
export const kubernetesConditionSchema = fieldsInUse({
  reason: z.string(),
  message: z.string(),
  lastUpdateTime: z.string(),
  lastTransitionTime: z.string(),
}).extend({ type: z.string(), status: z.string() });

/**
 * What {@link kubernetesConditionSchema} reads.
 *
 * @public
 */
export type KubernetesCondition = z.infer<typeof kubernetesConditionSchema>;
