import type { Outgoing, Talking } from '../model/call.js';
import type { DeviceList, Devices } from '../model/devices.js';
import type { Intent } from '../model/intent.js';
import type { Levels } from '../parts/levels.js';
import type { MenuItem } from '../parts/menu.js';
import type { SizeClass } from '../parts/size.js';
import { t } from '../strings/index.js';
import type { DockMenu } from './call-dock.js';

export interface MenuContext {
  readonly call: Outgoing | Talking;
  readonly devices: Devices;
  readonly levels: Levels;
  readonly selfId: string;
  readonly size: SizeClass;
  readonly canFullScreen: boolean;
  readonly fire: (intent: Intent) => void;
  readonly swap: () => void;
  readonly toggleFullScreen: () => void;
  readonly open: (what: 'shortcuts' | 'quality' | 'mic' | 'cam') => void;
}

/** px */
export const MENU_WIDTHS = { mic: 364, cam: 340, more: 272 } as const satisfies Record<DockMenu, number>;

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
  const { call, fire, size } = context;
  const isVideo = call.media === 'video';
  const items: MenuItem[] = [];
  if (size === 'compact') {
    items.push({
      is: 'action',
      icon: 'sliders-horizontal',
      text: t('d.mic'),
      run: () => context.open('mic'),
    });
    if (isVideo)
      items.push({ is: 'action', icon: 'video', text: t('c.cam'), run: () => context.open('cam') });
  }
  items.push({
    is: 'action',
    icon: isVideo ? 'phone' : 'video',
    text: t(isVideo ? 'c.toAudio' : 'c.toVideo'),
    run: () => fire({ do: 'setMedia', media: isVideo ? 'audio' : 'video' }),
  });
  if (isVideo) {
    items.push({ is: 'action', icon: 'refresh-cw', text: t('c.swap'), shortcut: 'S', run: context.swap });
  }
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
