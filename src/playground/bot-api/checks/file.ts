import type { FileKind, StoredFile } from '../../world/files.ts';
import { imageSize } from '../../world/image-size.ts';
import type { World } from '../../world/world.ts';
import { badRequest } from '../api-error.ts';
import type { Parameters, UploadedFile } from '../parameters.ts';

const mostPhotoBytes = 10 * 1024 * 1024;
const longestSides = 10_000;
const widestRatio = 20;

/** What a parameter of type InputFile or String names: an upload, `attach://…` or a file sent before. */
export function inputFile(world: World, parameters: Parameters, field: string, kind: FileKind): StoredFile {
  const upload = parameters.file(field);
  if (upload) return store(world, upload, kind);
  if (!parameters.has(field)) throw badRequest(`there is no ${kind} in the request`);
  return namedFile(world, parameters, parameters.text(field), kind);
}

/** @param name a file_id or `attach://<field>` */
export function namedFile(world: World, parameters: Parameters, name: string, kind: FileKind): StoredFile {
  if (name.startsWith('attach://')) {
    const upload = parameters.file(name.slice('attach://'.length));
    if (!upload) throw badRequest(`there is no ${kind} in the request`);
    return store(world, upload, kind);
  }
  // The playground is a town of its own: it fetches nothing from outside.
  if (/^https?:\/\//i.test(name)) throw badRequest('failed to get HTTP URL content');
  const file = world.files.byId(name);
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind)
    throw badRequest(`can't use file of type ${capital(file.kind)} as ${capital(kind)}`);
  return file;
}

function store(world: World, upload: UploadedFile, kind: FileKind): StoredFile {
  const { bytes, file_name, mime_type } = upload;
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  const size = imageSize(bytes);
  if (kind === 'photo') {
    if (bytes.length > mostPhotoBytes) {
      throw badRequest(`file "${file_name}" of size ${bytes.length} bytes is too big for a photo`);
    }
    if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
    const { width, height } = size;
    const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
    if (width + height > longestSides || ratio > widestRatio) throw badRequest('PHOTO_INVALID_DIMENSIONS');
    return world.files.put({ kind, bytes, ...size });
  }
  const dimensions = size && { width: size.width, height: size.height };
  return world.files.put({ kind, bytes, file_name, mime_type, ...dimensions });
}

function capital(kind: FileKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
