import { secureHeaders } from 'hono/secure-headers';

const SELF = "'self'";
const NONE = "'none'";

/**
 * Headers of every answer. Pages may run their own scripts and styles only, may not be framed, and use camera and microphone
 * themselves. HSTS is left to the proxy that has the certificate: it would speak for the whole domain.
 */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: [SELF],
    // Profile pictures: https from the app's hosts, data: images.
    imgSrc: [SELF, 'data:', 'blob:', 'https:'],
    mediaSrc: [SELF, 'data:', 'blob:'],
    workerSrc: [SELF, 'blob:'],
    objectSrc: [NONE],
    baseUri: [NONE],
    formAction: [SELF],
    frameAncestors: [NONE],
  },
  permissionsPolicy: {
    camera: ['self'],
    microphone: ['self'],
    displayCapture: ['self'],
    geolocation: [],
    payment: [],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
});
