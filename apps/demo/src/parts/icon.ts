import type { DirectiveResult } from 'lit/directive.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import ban from 'lucide-static/icons/ban.svg?raw';
import bell from 'lucide-static/icons/bell.svg?raw';
import bellOff from 'lucide-static/icons/bell-off.svg?raw';
import bookmarkPlus from 'lucide-static/icons/bookmark-plus.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import quality from 'lucide-static/icons/circle-question-mark.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import codeXml from 'lucide-static/icons/code-xml.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import eyeOff from 'lucide-static/icons/eye-off.svg?raw';
import gallery from 'lucide-static/icons/gallery-vertical-end.svg?raw';
import keyboard from 'lucide-static/icons/keyboard.svg?raw';
import layoutGrid from 'lucide-static/icons/layout-grid.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import logOut from 'lucide-static/icons/log-out.svg?raw';
import maximize from 'lucide-static/icons/maximize.svg?raw';
import maximize2 from 'lucide-static/icons/maximize-2.svg?raw';
import mic from 'lucide-static/icons/mic.svg?raw';
import micOff from 'lucide-static/icons/mic-off.svg?raw';
import minimize from 'lucide-static/icons/minimize.svg?raw';
import monitorSmartphone from 'lucide-static/icons/monitor-smartphone.svg?raw';
import pause from 'lucide-static/icons/pause.svg?raw';
import phone from 'lucide-static/icons/phone.svg?raw';
import phoneCall from 'lucide-static/icons/phone-call.svg?raw';
import phoneIncoming from 'lucide-static/icons/phone-incoming.svg?raw';
import phoneMissed from 'lucide-static/icons/phone-missed.svg?raw';
import phoneOff from 'lucide-static/icons/phone-off.svg?raw';
import phoneOutgoing from 'lucide-static/icons/phone-outgoing.svg?raw';
import pictureInPicture from 'lucide-static/icons/picture-in-picture-2.svg?raw';
import pin from 'lucide-static/icons/pin.svg?raw';
import pinOff from 'lucide-static/icons/pin-off.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import shieldAlert from 'lucide-static/icons/shield-alert.svg?raw';
import slidersHorizontal from 'lucide-static/icons/sliders-horizontal.svg?raw';
import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import userPlus from 'lucide-static/icons/user-plus.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import video from 'lucide-static/icons/video.svg?raw';
import videoOff from 'lucide-static/icons/video-off.svg?raw';
import volume from 'lucide-static/icons/volume-2.svg?raw';
import volumeOff from 'lucide-static/icons/volume-x.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

const sources = {
  ban,
  bell,
  'bell-off': bellOff,
  'bookmark-plus': bookmarkPlus,
  check,
  'chevron-down': chevronDown,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'chevron-up': chevronUp,
  'circle-alert': circleAlert,
  clock,
  'code-xml': codeXml,
  copy,
  ellipsis,
  eye,
  'eye-off': eyeOff,
  gallery,
  'hang-up': phone,
  keyboard,
  'layout-grid': layoutGrid,
  link,
  lock,
  'log-out': logOut,
  maximize,
  'maximize-2': maximize2,
  mic,
  'mic-off': micOff,
  minimize,
  'monitor-smartphone': monitorSmartphone,
  pause,
  phone,
  'phone-call': phoneCall,
  'phone-incoming': phoneIncoming,
  'phone-missed': phoneMissed,
  'phone-off': phoneOff,
  'phone-outgoing': phoneOutgoing,
  'picture-in-picture': pictureInPicture,
  pin,
  'pin-off': pinOff,
  play,
  quality,
  'refresh-cw': refreshCw,
  search,
  'shield-alert': shieldAlert,
  'sliders-horizontal': slidersHorizontal,
  smartphone,
  trash,
  'user-plus': userPlus,
  users,
  video,
  'video-off': videoOff,
  volume,
  'volume-off': volumeOff,
  'wifi-off': wifiOff,
  x,
} as const;

export type IconName = keyof typeof sources;

const drawn = new Map<string, string>();

/** A decoration: whatever it stands for is said in words beside it or in the control's name. */
export function icon(name: IconName, size = 22): DirectiveResult {
  return unsafeHTML(markup(name, size));
}

/** Thin strokes look thinner when small and heavier when large, so the stroke follows the size. */
function markup(name: IconName, size: number): string {
  const key = `${name} ${size}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const stroke = size <= 16 ? 2.1 : size >= 28 ? 1.75 : 1.9;
  const body = sources[name].slice(sources[name].indexOf('<svg')).replace(/<svg[^>]*>/u, '');
  const turned = name === 'hang-up' ? ' rb-icon-down' : '';
  const svg =
    `<svg class="rb-icon${turned}" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none"` +
    ` stroke="currentColor" stroke-width="${stroke}" stroke-linecap="round" stroke-linejoin="round"` +
    ` aria-hidden="true" focusable="false">${body}`;
  drawn.set(key, svg);
  return svg;
}
