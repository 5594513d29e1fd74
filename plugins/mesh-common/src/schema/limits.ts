import { z } from 'zod';

/** A name in the configuration of clusters. */
export const clusterName = z.string().min(1).max(253);

/** A host name or address as sent, with or without a port. */
export const hostText = z.string().min(1).max(300);

/** A TCP port. */
export const portNumber = z.number().int().min(1).max(65_535);
