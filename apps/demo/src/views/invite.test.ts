import { expect, test } from 'vitest';
import { type Person, stranger } from '../model/person.js';
import type { SavedGroup } from '../model/saved-group.js';
import { InviteElement } from './invite.js';

const saved = (name: string, ...ids: string[]): SavedGroup => ({
  groupId: name,
  name,
  others: ids.map(stranger),
  own: false,
});

/** Not in the page: what is typed and sent, without a drawing of it. */
class Form extends InviteElement {
  protected override scheduleUpdate(): void {}

  enter(text: string): readonly string[] {
    const inside = this as unknown as { query: string; readonly chosen: readonly Person[] };
    inside.query = text;
    const [submit] = this.render().values as [(event: SubmitEvent) => void];
    submit({ preventDefault: () => {} } as SubmitEvent);
    return inside.chosen.map(({ userId }) => userId);
  }
}
customElements.define('test-invite', Form);

function form(places: number, ...groups: SavedGroup[]): Form {
  const it = new Form();
  it.places = places;
  it.groups = groups;
  return it;
}

test('no more are chosen than there are places, whoever was chosen before', () => {
  const it = form(3, saved('Crew', 'bob', 'eve'));
  expect(it.enter('zoe')).toEqual(['zoe']);
  expect(it.enter('Crew')).toEqual(['zoe', 'bob', 'eve']);
  const full = form(2, saved('Crew', 'bob', 'eve'));
  full.enter('zoe');
  expect(full.enter('Crew')).toEqual(['zoe']);
  expect(full.enter('max')).toEqual(['zoe', 'max']);
  expect(full.enter('ada')).toEqual(['zoe', 'max']);
});

test('of a group, who is chosen already takes no second place', () => {
  const it = form(2, saved('Crew', 'bob', 'eve'));
  it.enter('bob');
  expect(it.enter('Crew')).toEqual(['bob', 'eve']);
});
