/*
 * The smallest files that say how large they are: only the parts that a reader of sizes looks at are there.
 */

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function png(width: number, height: number): Buffer {
  const header = [uint32(13), Buffer.from('IHDR'), uint32(width), uint32(height)];
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...header,
    Buffer.from([8, 6, 0, 0, 0]),
    uint32(0),
  ]);
}

interface JpegOptions {
  /** As a camera notes it: 6 and 8 for a picture that lies on its side. */
  readonly orientation?: number;
  /** Bytes of other segments before the size. */
  readonly padding?: number;
}

export function jpeg(width: number, height: number, options: JpegOptions = {}): Buffer {
  const { orientation, padding = 0 } = options;
  const segments = [orientation === undefined ? JFIF : exif(orientation)];
  for (let left = padding; left > 0; left -= 65_000)
    segments.push(segment(0xe2, Buffer.alloc(Math.min(left, 65_000))));
  const frame = Buffer.concat([
    Buffer.from([8]),
    uint16(height),
    uint16(width),
    Buffer.from([1, 1, 0x11, 0]),
  ]);
  segments.push(segment(0xc0, frame));
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff, 0xd9])]);
}

function segment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), uint16(content.length + 2), content]);
}

const JFIF = segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'));

function exif(orientation: number): Buffer {
  const tag = [uint16(0x0112), uint16(3), uint32(1), uint16(orientation), uint16(0)];
  const tiff = [Buffer.from('MM'), uint16(42), uint32(8), uint16(1), ...tag, uint32(0)];
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), ...tiff]));
}

export function webp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(22, 4);
  bytes.write('WEBPVP8X', 8, 'latin1');
  bytes.writeUInt32LE(10, 16);
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

export function gif(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.write('GIF89a', 0, 'latin1');
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

export function svg(attributes: string): string {
  return `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><path d="M0 0"/></svg>\n`;
}
