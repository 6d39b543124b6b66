export { command } from './commands.js';
export { userId } from './fields.js';
export { clientFrame, KNOWN_FRAMES, loginFrame } from './frames.js';
