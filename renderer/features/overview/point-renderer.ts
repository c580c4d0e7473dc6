import type { Camera, Size } from './map-camera.ts'
import { MOST_LOOKS, type PointLook, type PointShape } from './point-look.ts'

const SHAPE_NUMBERS: Readonly<Record<PointShape, number>> = { circle: 0, square: 1, triangle: 2, diamond: 3 }

const VERTEX_SHADER = /* glsl */ `#version 300 es
in vec2 place;
in float look;
in float chosen;
uniform vec2 middle;
uniform vec2 unitsToClip;
uniform float size;
uniform bool someAreChosen;
uniform vec4 colours[${MOST_LOOKS}];
uniform float shapes[${MOST_LOOKS}];
out vec4 colour;
flat out float shape;
void main() {
  int kind = int(look + 0.5);
  colour = colours[kind];
  shape = shapes[kind];
  bool faded = someAreChosen && chosen < 0.5;
  if (faded) colour.a *= 0.22;
  gl_PointSize = colour.a == 0.0 ? 0.0 : (chosen > 0.5 ? size * 1.45 : size);
  // What is hidden lies outside of what is seen.
  gl_Position = colour.a == 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((place - middle) * unitsToClip, 0.0, 1.0);
}`

const FRAGMENT_SHADER = /* glsl */ `#version 300 es
precision mediump float;
in vec4 colour;
flat in float shape;
out vec4 pixel;
void main() {
  vec2 from = gl_PointCoord * 2.0 - 1.0;
  float outside = length(from);
  if (shape > 2.5) outside = abs(from.x) + abs(from.y);
  else if (shape > 1.5) outside = max(abs(from.x) - 0.545 * (from.y + 0.9) + 0.9, from.y + 0.15);
  else if (shape > 0.5) outside = max(abs(from.x), abs(from.y)) + 0.15;
  float cover = colour.a * (1.0 - smoothstep(0.82, 1.0, outside));
  if (cover <= 0.0) discard;
  pixel = vec4(colour.rgb * cover, cover);
}`

/** What there is to draw. */
export interface DrawnPoints {
  /** float32 [2 * count] */
  readonly places: Float32Array<ArrayBuffer>
  readonly count: number
}

/** Draws the map's points with WebGL2: all of them in one call, so that a hundred thousand take a frame. */
export class PointRenderer {
  readonly #gl: WebGL2RenderingContext
  readonly #program: WebGLProgram
  readonly #places: WebGLBuffer
  readonly #looks: WebGLBuffer
  readonly #chosen: WebGLBuffer
  #count = 0
  #someAreChosen = false

  /** @returns null where the browser has no WebGL2 */
  static of(canvas: HTMLCanvasElement): PointRenderer | null {
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, premultipliedAlpha: true })
    return gl === null || gl.isContextLost() ? null : new PointRenderer(gl)
  }

  private constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl
    this.#program = link(gl)
    this.#places = this.#attribute('place', 2, gl.FLOAT)
    this.#looks = this.#attribute('look', 1, gl.UNSIGNED_BYTE)
    this.#chosen = this.#attribute('chosen', 1, gl.UNSIGNED_BYTE)
    gl.useProgram(this.#program)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  }

  setPoints({ places, count }: DrawnPoints): void {
    this.#count = count
    this.#fill(this.#places, places)
    this.setChosen([])
  }

  /** @param hidden looks that are not drawn */
  setLooks(looks: readonly PointLook[], lookOf: Uint8Array<ArrayBuffer>, hidden: ReadonlySet<number>): void {
    const gl = this.#gl
    const colours = new Float32Array(MOST_LOOKS * 4)
    const shapes = new Float32Array(MOST_LOOKS)
    looks.slice(0, MOST_LOOKS).forEach(({ colour, shape }, look) => {
      colours.set([...colour.map((part) => part / 255), hidden.has(look) ? 0 : 1], look * 4)
      shapes[look] = SHAPE_NUMBERS[shape]
    })
    this.#fill(this.#looks, lookOf)
    gl.uniform4fv(gl.getUniformLocation(this.#program, 'colours'), colours)
    gl.uniform1fv(gl.getUniformLocation(this.#program, 'shapes'), shapes)
  }

  /** The other points are drawn faint; with none chosen, all are whole. */
  setChosen(points: readonly number[]): void {
    const chosen = new Uint8Array(this.#count)
    for (const point of points) chosen[point] = 1
    this.#someAreChosen = points.length > 0
    this.#fill(this.#chosen, chosen)
  }

  /**
   * @param size of the canvas in CSS pixels
   * @param density device pixels for each of them
   * @param pointSize in CSS pixels
   */
  draw(camera: Camera, size: Size, density: number, pointSize: number): void {
    const gl = this.#gl
    const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(this.#program, name)
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.uniform2f(at('middle'), camera.x, camera.y)
    gl.uniform2f(at('unitsToClip'), (2 * camera.scale) / size.width, (2 * camera.scale) / size.height)
    gl.uniform1f(at('size'), pointSize * density)
    gl.uniform1i(at('someAreChosen'), this.#someAreChosen ? 1 : 0)
    gl.drawArrays(gl.POINTS, 0, this.#count)
  }

  dispose(): void {
    for (const buffer of [this.#places, this.#looks, this.#chosen]) this.#gl.deleteBuffer(buffer)
    this.#gl.deleteProgram(this.#program)
  }

  #attribute(name: string, parts: number, type: number): WebGLBuffer {
    const gl = this.#gl
    const buffer = gl.createBuffer()
    const place = gl.getAttribLocation(this.#program, name)
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    gl.enableVertexAttribArray(place)
    gl.vertexAttribPointer(place, parts, type, false, 0, 0)
    return buffer
  }

  #fill(buffer: WebGLBuffer, data: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>): void {
    const gl = this.#gl
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW)
  }
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type)
    if (shader === null) throw new Error('Expected WebGL2 to make a shader, but it made none')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost())
    throw new Error(`The map cannot be drawn: ${gl.getProgramInfoLog(program)}`)
  return program
}
