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
export type Signal =
  | { readonly kind: 'description'; readonly type: 'offer' | 'answer'; readonly sdp: string }
  | { readonly kind: 'candidates'; readonly candidates: readonly IceCandidate[] };

export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}
