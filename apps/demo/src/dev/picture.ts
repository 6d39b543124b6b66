/** A drawn stand-in for a camera picture: a soft room and somebody in it. */
export function picture(
  skin: string,
  hair: string,
  cloth: string,
  wall: readonly [string, string],
): HTMLElement {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 800;
  canvas.style.cssText = 'display:block;width:100%;height:100%;object-fit:cover';
  const c = canvas.getContext('2d');
  if (c === null) return canvas;
  const light = c.createLinearGradient(0, 0, 1280, 800);
  light.addColorStop(0, wall[0]);
  light.addColorStop(1, wall[1]);
  c.fillStyle = light;
  c.fillRect(0, 0, 1280, 800);
  const shape = (color: string, draw: () => void) => {
    c.fillStyle = color;
    c.beginPath();
    draw();
    c.fill();
  };
  shape(hair, () => c.ellipse(640, 400, 130, 190, 0, 0, 7));
  shape(cloth, () => c.ellipse(640, 860, 350, 260, 0, 0, 7));
  shape(skin, () => c.roundRect(590, 500, 100, 130, 40));
  shape(skin, () => c.ellipse(640, 410, 100, 132, 0, 0, 7));
  shape(hair, () => c.ellipse(640, 290, 112, 60, 0, 0, 7));
  shape('#2a1a13', () => {
    c.arc(602, 400, 8, 0, 7);
    c.arc(678, 400, 8, 0, 7);
  });
  return canvas;
}
