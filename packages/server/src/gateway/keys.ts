import type { DeviceAddress } from '../store/contract.js';

export type UserAddress = Pick<DeviceAddress, 'appId' | 'userId'>;

/** Keys of maps over all apps. Ids hold no control characters, and numbers no spaces. */
export const userKey = (appId: number, userId: string): string => `${appId} ${userId}`;
export const callKey = (appId: number, callId: string): string => `${appId} ${callId}`;
export const deviceKey = ({ appId, userId, deviceId }: DeviceAddress): string =>
  `${appId} ${deviceId}\n${userId}`;
