/** A place in a picture, in pixels from its top left corner. */
export type Point = readonly [x: number, y: number];

/** Left, top, width and height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** One decimal is finer than the print; more would only make the SVG slower to read. */
function at([x, y]: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/** A closed shape with straight edges. */
export function poly(...points: readonly Point[]): string {
  return `M${points.map(at).join('L')}Z`;
}

/** A rectangle. */
export function rect(x: number, y: number, width: number, height: number): string {
  return poly([x, y], [x + width, y], [x + width, y + height], [x, y + height]);
}

/** An ellipse; a circle if only one radius is given. */
export function oval(x: number, y: number, rx: number, ry = rx): string {
  const [left, right] = [at([x - rx, y]), at([x + rx, y])];
  return `M${left}A${rx} ${ry} 0 1 1 ${right}A${rx} ${ry} 0 1 1 ${left}Z`;
}

/** A shape whose edge runs softly through the points (Catmull-Rom). */
export function smooth(...points: readonly Point[]): string {
  const count = points.length;
  const point = (index: number): Point => points[(index + count) % count] ?? [0, 0];
  let path = `M${at(point(0))}`;
  for (let index = 0; index < count; index++) {
    const [[ax, ay], [bx, by]] = [point(index - 1), point(index)];
    const [[cx, cy], [dx, dy]] = [point(index + 1), point(index + 2)];
    const first: Point = [bx + (cx - ax) / 6, by + (cy - ay) / 6];
    const second: Point = [cx - (dx - bx) / 6, cy - (dy - by) / 6];
    path += `C${at(first)} ${at(second)} ${at([cx, cy])}`;
  }
  return `${path}Z`;
}

/** A bar from one point to another; it may be thinner or thicker at its end. */
export function bar(from: Point, to: Point, width: number, endWidth = width): string {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const [nx, ny] = [-(to[1] - from[1]) / length / 2, (to[0] - from[0]) / length / 2];
  return poly(
    [from[0] + nx * width, from[1] + ny * width],
    [to[0] + nx * endWidth, to[1] + ny * endWidth],
    [to[0] - nx * endWidth, to[1] - ny * endWidth],
    [from[0] - nx * width, from[1] - ny * width],
  );
}

/** Bars along a row of points: ropes, rails, the edge of a roof. */
export function line(points: readonly Point[], width: number): string {
  return points
    .slice(1)
    .map((point, index) => bar(points[index] ?? point, point, width))
    .join('');
}

/** The mark that one push of a gouge leaves: pointed at both ends. */
export function gouge(x: number, y: number, length: number, width: number, angle = 0): string {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const on = (along: number, across: number): string =>
    at([x + along * cos - across * sin, y + along * sin + across * cos]);
  const half = length / 2;
  return `M${on(-half, 0)}Q${on(0, width)} ${on(half, 0)}Q${on(0, -width)} ${on(-half, 0)}Z`;
}

/** The points of a curve with one bend, as a hanging rope or the line of a hill has. */
export function curve(from: Point, bend: Point, to: Point, count = 24): Point[] {
  return Array.from({ length: count + 1 }, (_, index) => {
    const t = index / count;
    const mix = (a: number, b: number, c: number) =>
      (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
    return [mix(from[0], bend[0], to[0]), mix(from[1], bend[1], to[1])];
  });
}

/** `count` numbers from `from` to `to`, both included. */
export function steps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1));
}

/** How far `value` has come from `from` to `to`, from 0 to 1. */
export function part(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
