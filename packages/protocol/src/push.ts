/**
 * What an app wants a callee's phone to show while no page of his is there, under the names of the published engines. It is carried with
 * the invitation to whatever sends pushes; the server itself does nothing with it.
 */
export interface PushInfo {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** JSON of the vendor's own. */
  readonly extension?: string | undefined;
  readonly androidOPPOChannelID?: string | undefined;
  readonly androidXiaoMiChannelID?: string | undefined;
  readonly androidFCMChannelID?: string | undefined;
  readonly androidHuaWeiCategory?: string | undefined;
  /** 0 operational, 1 system. */
  readonly androidVIVOClassification?: number | undefined;
  readonly androidSound?: string | undefined;
  readonly iOSSound?: string | undefined;
  readonly ignoreIOSBadge?: boolean | undefined;
  readonly isDisablePush?: boolean | undefined;
  /** 0 APNs, 1 VoIP. */
  readonly iOSPushType?: number | undefined;
}
