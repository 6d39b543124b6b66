import { html, nothing, type TemplateResult } from 'lit';
import type { Talking } from '../model/call.js';
import { bars } from '../parts/bars.js';
import { key } from '../parts/key.js';
import '../parts/live.js';
import type { SizeClass } from '../parts/size.js';
import { t } from '../strings/index.js';

export interface TopState {
  /** null: nobody is talking yet. */
  readonly call: Talking | null;
  readonly size: SizeClass;
  readonly glass: boolean;
  readonly fullScreen: boolean;
  readonly canFullScreen: boolean;
  readonly toggleFullScreen: () => void;
  /** What the app puts at the end of the bar. */
  readonly end: TemplateResult | typeof nothing;
}

/** Name, duration and connection; at the end what changes the view. In audio calls the stage itself says the first. */
export function callTop(state: TopState): TemplateResult {
  const { call } = state;
  return html`<header class="rb-top ${state.glass ? 'rb-glass' : ''}">
    <div class="rb-top-title">
      ${
        call === null || call.media === 'audio'
          ? nothing
          : html`<div class="rb-h3 rb-el"><bdi>${call.person.name}</bdi></div>
            <div class="rb-s rb-t2 rb-num rb-top-facts">
              <rb-duration .since=${call.since} data-testid="duration"></rb-duration>${bars(call.quality.level, 14)}
            </div>`
      }
    </div>
    <div class="rb-top-keys">
      ${state.end}${
        state.canFullScreen
          ? key({
              icon: state.fullScreen ? 'minimize' : 'maximize',
              size: 'sm',
              label: t(state.fullScreen ? 'c.fullExit' : 'c.full'),
              tip: t(state.fullScreen ? 'c.fullExit' : 'c.full'),
              shortcut: 'F',
              press: state.toggleFullScreen,
            })
          : nothing
      }
    </div>
  </header>`;
}
