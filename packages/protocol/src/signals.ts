/** An ICE candidate as browsers give it (`RTCIceCandidate.toJSON()`). */
export interface IceCandidate {
  readonly candidate: string;
  readonly sdpMid?: string | null | undefined;
  readonly sdpMLineIndex?: number | null | undefined;
  readonly usernameFragment?: string | null | undefined;
}

/**
 * What two engines tell each other so that media flows between them. Signals are relayed, not committed: a lost one is
 * mended by a new negotiation, never by the inbox.
 */
export type Signal = PathSignal | ViewSignal;

/** What a path between the two is made of. */
export type PathSignal =
  | { readonly kind: 'description'; readonly type: 'offer' | 'answer'; readonly sdp: string }
  | { readonly kind: 'candidates'; readonly candidates: readonly IceCandidate[] };

/**
 * How large the other user's picture is shown here, in device pixels, up to `MAX_VIEW_SIDE`; 0 × 0: nowhere, so that none need be
 * sent. The latest one counts; until the first, a picture is sent.
 */
export interface ViewSignal {
  readonly kind: 'view';
  readonly width: number;
  readonly height: number;
}

export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}
