import { createHash } from 'node:crypto';

/** What the store keeps of a token: whoever reads the database cannot resume anybody's device. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
