import { z } from 'zod';

/** What is asked for on a container's own port. Without the slash it could name another host: `@elsewhere/`. */
export const urlPath = z.string().regex(/^\/[^\s\\]*$/, 'a path that begins with `/`');
