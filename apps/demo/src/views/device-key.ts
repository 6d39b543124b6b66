import type { TemplateResult } from 'lit';
import { isWorking, type Toggle } from '../model/live.js';
import type { Device } from '../model/notice.js';
import { fire } from '../parts/fire.js';
import { type KeyOptions, key } from '../parts/key.js';
import { t } from '../strings/index.js';

const looks = {
  mic: { on: 'mic', off: 'mic-off', label: 'c.mic', shortcut: 'M' },
  cam: { on: 'video', off: 'video-off', label: 'c.cam', shortcut: 'V' },
} as const;

/** The switch of the own microphone or camera, wherever the call shows it. */
export function deviceKey(
  device: Device,
  toggle: Toggle,
  options: Pick<KeyOptions, 'size' | 'tip' | 'extra'> & Partial<Pick<KeyOptions, 'press'>> = {},
): TemplateResult {
  const { on, off, label, shortcut } = looks[device];
  const works = isWorking(toggle);
  return key({
    icon: works ? on : off,
    label: t(label),
    pressed: works,
    pending: toggle.pending,
    warns: toggle.trouble !== null,
    shortcut,
    testId: `toggle-${device}`,
    press: (event) => fire(event.currentTarget as Element, { do: 'toggle', device }),
    ...options,
  });
}
