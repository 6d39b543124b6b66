import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { hueOf } from '../model/person.js';
import { LOCAL_VIEW_ID, pictureId } from '../model/view-ids.js';
import type { Box } from '../parts/grid.js';
import { vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import type { Face, PicturesState } from './face.js';
import { groupFaces } from './group-faces.js';
import { pairFaces } from './pair-faces.js';
import './pictures.css';
import './tiles.css';

/**
 * Everybody's picture. The engine puts its `<video>` into the element with the id, so each place is made once and stays where it is in
 * the page, also when a call of two becomes one of more; whatever moves does so by classes and properties.
 */
export function pictures(state: PicturesState): TemplateResult {
  const { call } = state;
  const isGroup = call?.phase === 'group';
  const faces = call === null ? [] : isGroup ? groupFaces(call, state) : pairFaces(call, state);
  return html`<div role=${isGroup ? 'list' : nothing} aria-label=${isGroup ? t('c.tiles') : nothing}>
    ${repeat(faces, ({ person }) => person.userId, face)}
  </div>`;
}

function face(it: Face): TemplateResult {
  const place = it.box === null ? {} : boxVars(it.box);
  return html`<div
    class=${classMap(it.classes)}
    data-user=${it.person.userId}
    data-corner=${it.corner ?? nothing}
    data-testid="tile-${it.person.userId}"
    ?hidden=${it.hidden}
    role=${it.role ?? nothing}
    aria-label=${it.label ?? nothing}
    tabindex=${it.tabindex ?? nothing}
    ${vars({ '--h': hueOf(it.person.userId), ...place })}
    @pointerdown=${it.drag ?? nothing}
    @keydown=${it.nudge ?? nothing}
    @dblclick=${it.swap ?? nothing}
  >
    <div
      id=${it.isSelf ? LOCAL_VIEW_ID : pictureId(it.person.userId)}
      class="rb-view"
      data-testid=${it.isSelf ? 'local-view' : 'remote-view'}
    ></div>
    ${it.over}
  </div>`;
}

export function boxVars({ x, y, w, h }: Box): Record<`--${string}`, string> {
  return { '--tx': `${x}px`, '--ty': `${y}px`, '--tw': `${w}px`, '--th': `${h}px` };
}
