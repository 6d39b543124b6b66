/** Somebody to look at instead of the browser's made-up camera: a face that is nobody's, as an SVG of 640 × 480. */
export function portrait({ wall, light, hair, longHair, skin, shade, shirt }) {
  const back = longHair
    ? `<path d="M212 232q0-138 108-138t108 138v190q0 22-26 22H238q-26 0-26-22z" fill="${hair}"/>`
    : '';
  const fringe = longHair
    ? `<path d="M232 236q2-112 88-112 92 0 90 116-52-12-84-62-34 50-94 58z" fill="${hair}"/>`
    : `<path d="M228 226q-8-110 92-110 102 0 92 110-8-44-40-62-58 16-108 4-30 18-36 58z" fill="${hair}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 640 480">
  <defs>
    <radialGradient id="w" cx=".3" cy=".25" r="1"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${wall}"/></radialGradient>
    <filter id="b"><feGaussianBlur stdDeviation="9"/></filter>
  </defs>
  <rect width="640" height="480" fill="url(#w)"/>
  <g filter="url(#b)" opacity=".55">
    <rect x="40" y="60" width="130" height="170" rx="8" fill="#fff" opacity=".6"/>
    <path d="M548 480V270" stroke="#5c4a3a" stroke-width="12"/>
    <path d="M548 300q-70-40-62-120 60 30 62 120zm0-30q10-80 66-110 10 80-66 110z" fill="#4d7d5a"/>
  </g>
  ${back}
  <path d="M110 480q10-96 130-116h160q120 20 130 116z" fill="${shirt}"/>
  <path d="M278 320h84v52q-42 40-84 0z" fill="${shade}"/>
  <ellipse cx="320" cy="240" rx="88" ry="108" fill="${skin}"/>
  ${fringe}
  <g fill="#2b2320"><ellipse cx="286" cy="244" rx="8" ry="10"/><ellipse cx="354" cy="244" rx="8" ry="10"/></g>
  <g fill="none" stroke-linecap="round" stroke-width="5">
    <path d="M270 220q16-10 32 0M338 220q16-10 32 0" stroke="${hair}"/>
    <path d="M320 252q-8 22 4 26" stroke="${shade}"/>
    <path d="M292 302q28 24 56 0" stroke="#9c4a42"/>
  </g>
</svg>`;
}

export const PEOPLE = {
  Amara: {
    wall: '#b9a48d',
    light: '#f0dfc8',
    hair: '#241a17',
    longHair: true,
    skin: '#9a6646',
    shade: '#7d4f35',
    shirt: '#d9773f',
  },
  Mei: {
    wall: '#9fb8ab',
    light: '#e3efe6',
    hair: '#1f1c1d',
    longHair: true,
    skin: '#edc6a4',
    shade: '#d3a27d',
    shirt: '#ece7df',
  },
  Jonas: {
    wall: '#8fa3b8',
    light: '#dbe6f0',
    hair: '#b98b4e',
    longHair: false,
    skin: '#f0cdb0',
    shade: '#d8a988',
    shirt: '#36586f',
  },
  Rafael: {
    wall: '#a79f92',
    light: '#efe6d8',
    hair: '#2a1a1c',
    longHair: false,
    skin: '#c99a76',
    shade: '#a87a58',
    shirt: '#7a3434',
  },
};
