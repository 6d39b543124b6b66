import type { LiveCall } from '../model/call.js';
import type { DeviceList, Devices } from '../model/devices.js';
import type { Intent } from '../model/intent.js';
import type { Levels } from '../parts/levels.js';
import type { MenuItem } from '../parts/menu.js';
import type { SizeClass } from '../parts/size.js';
import { t } from '../strings/index.js';
import type { DockMenu } from './call-dock.js';

export interface MenuContext {
  readonly call: LiveCall;
  readonly devices: Devices;
  readonly levels: Levels;
  readonly selfId: string;
  readonly size: SizeClass;
  readonly canFullScreen: boolean;
  readonly fire: (intent: Intent) => void;
  readonly swap: () => void;
  readonly toggleFullScreen: () => void;
  readonly open: (what: 'shortcuts' | 'quality' | 'invite' | 'mic' | 'cam') => void;
  readonly toggleLayout: () => void;
  readonly form: 'grid' | 'spotlight';
}

/** px */
export const MENU_WIDTHS = { mic: 364, cam: 340, more: 272, tile: 232 } as const satisfies Record<
  DockMenu | 'tile',
  number
>;

export interface Menu {
  readonly label: string;
  readonly width: number;
  readonly items: readonly MenuItem[];
}

export function menuOf(menu: DockMenu, context: MenuContext): Menu {
  switch (menu) {
    case 'mic':
      return { label: t('d.mic'), width: MENU_WIDTHS.mic, items: soundItems(context) };
    case 'cam':
      return {
        label: t('d.cam'),
        width: MENU_WIDTHS.cam,
        items: [heading('c.cam'), ...radios(context, 'cam', context.devices.cameras)],
      };
    case 'more':
      return { label: t('c.more'), width: MENU_WIDTHS.more, items: moreItems(context) };
  }
}

function heading(key: 'c.mic' | 'c.cam' | 'c.speaker'): MenuItem {
  return { is: 'heading', text: t(key) };
}

/** Microphones with the live meter under the chosen one, speakers with a test sound. */
function soundItems(context: MenuContext): MenuItem[] {
  const { devices, levels, selfId } = context;
  const items: MenuItem[] = [heading('c.mic')];
  for (const item of radios(context, 'mic', devices.microphones)) {
    items.push(item);
    if (item.is === 'radio' && item.chosen) items.push({ is: 'meter', userId: selfId, levels });
  }
  items.push({ is: 'line' }, heading('c.speaker'), ...radios(context, 'speaker', devices.speakers));
  items.push({
    is: 'action',
    text: t('d.test'),
    stays: true,
    run: () => context.fire({ do: 'testSpeaker' }),
  });
  return items;
}

function radios({ fire }: MenuContext, device: 'mic' | 'cam' | 'speaker', list: DeviceList): MenuItem[] {
  if (list.choices.length === 0) return [{ is: 'text', text: t('d.none') }];
  return list.choices.map(({ id, name }) => ({
    is: 'radio',
    text: name,
    chosen: id === list.current,
    run: () => fire({ do: 'useDevice', device, deviceId: id }),
  }));
}

function moreItems(context: MenuContext): MenuItem[] {
  const { call, size } = context;
  const items: MenuItem[] = size === 'compact' ? compactItems(context) : [];
  if (call.phase === 'group') items.push(...groupItems(context));
  else items.push(...pairItems(context));
  if (context.canFullScreen) {
    items.push({
      is: 'action',
      icon: 'maximize',
      text: t('c.full'),
      shortcut: 'F',
      run: context.toggleFullScreen,
    });
  }
  items.push({ is: 'line' });
  if (size !== 'compact') {
    const run = () => context.open('shortcuts');
    items.push({ is: 'action', icon: 'keyboard', text: t('c.shortcuts'), shortcut: '?', run });
  }
  items.push({ is: 'action', icon: 'quality', text: t('c.quality'), run: () => context.open('quality') });
  return items;
}

/** What has no place in the dock of a compact page. */
function compactItems({ call, open }: MenuContext): MenuItem[] {
  const items: MenuItem[] = [];
  const rings = call.phase === 'group' && call.step !== 'talking';
  if (!rings) {
    items.push({ is: 'action', icon: 'user-plus', text: t('c.invite'), run: () => open('invite') });
  }
  items.push({ is: 'action', icon: 'sliders-horizontal', text: t('d.mic'), run: () => open('mic') });
  if (call.media === 'video')
    items.push({ is: 'action', icon: 'video', text: t('c.cam'), run: () => open('cam') });
  return items;
}

/** Only a call of two may change what it is. */
function pairItems({ call, fire, swap }: MenuContext): MenuItem[] {
  const isVideo = call.media === 'video';
  const items: MenuItem[] = [
    {
      is: 'action',
      icon: isVideo ? 'phone' : 'video',
      text: t(isVideo ? 'c.toAudio' : 'c.toVideo'),
      run: () => fire({ do: 'setMedia', media: isVideo ? 'audio' : 'video' }),
    },
  ];
  if (isVideo) items.push({ is: 'action', icon: 'refresh-cw', text: t('c.swap'), shortcut: 'S', run: swap });
  return items;
}

function groupItems({ call, form, fire, toggleLayout }: MenuContext): MenuItem[] {
  const isGrid = form === 'grid';
  const items: MenuItem[] = [
    {
      is: 'action',
      icon: isGrid ? 'gallery' : 'layout-grid',
      text: t(isGrid ? 'c.spotlight' : 'c.grid'),
      shortcut: 'L',
      run: toggleLayout,
    },
  ];
  if (call.callId !== null) {
    items.push({ is: 'action', icon: 'link', text: t('c.copyLink'), run: () => fire({ do: 'copyLink' }) });
  }
  return items;
}
