import type { CallMedia, CallMediaOptions, MediaPlane } from '../plane.js';
import { MeshCall } from './mesh-call.js';

/** Browser to browser: one connection for each pair of users, no server but STUN and TURN. */
export class MeshPlane implements MediaPlane {
  open(options: CallMediaOptions): CallMedia {
    return new MeshCall(options);
  }
}
