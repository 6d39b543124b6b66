export { command } from './commands.js';
export { clientFrame, KNOWN_FRAMES, loginFrame } from './frames.js';
