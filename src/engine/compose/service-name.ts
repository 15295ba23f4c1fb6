import { z } from 'zod';

/** Nothing that Docker Compose could take for an option. */
export const serviceName = z.string().regex(/^[a-zA-Z0-9][\w.-]*$/, 'the name of a service');
