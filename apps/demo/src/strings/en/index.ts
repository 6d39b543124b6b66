import { call } from './call.js';
import { controls } from './controls.js';
import { inviting } from './inviting.js';
import { notices } from './notices.js';
import { page } from './page.js';
import { ringing } from './ringing.js';

/** Every word of the page. The keys of all parts but `page` are those of the visual language. */
export const parts = { ringing, call, controls, inviting, notices, page } as const;

export const en = { ...ringing, ...call, ...controls, ...inviting, ...notices, ...page } as const;
