export type EmbeddedFault =
  /** No program for this operating system, processor or C library. */
  | 'unsupported'
  | 'noSpace'
  | 'noPermission'
  /** The data were written by another major version. */
  | 'wrongVersion'
  | 'failed';

/** The project's own PostgreSQL cannot run here. The message is for the person at the terminal and says what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
  readonly fault: EmbeddedFault;

  constructor(fault: EmbeddedFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}

/** Ends every message about something the person cannot mend in the folder. */
export const orOwnServer = 'Or set DATABASE_URL to a PostgreSQL server of your own.';

/** Finds the sentence in what PostgreSQL or the operating system said. */
export function explain(said: string, folder: string, cause?: unknown): EmbeddedError {
  if (/No space left on device|Check free disk space|ENOSPC|Disk quota exceeded/.test(said)) {
    return new EmbeddedError(
      'noSpace',
      `The disk that holds ${folder} is full. Make room and start again.`,
      cause,
    );
  }
  if (/Permission denied|EACCES|EPERM|EROFS|Read-only file system/.test(said)) {
    return new EmbeddedError(
      'noPermission',
      `No permission to write in ${folder}. It may belong to another user: start as that user, or give it to this one (chown -R).`,
      cause,
    );
  }
  if (/could not (map|create) .*shared memory/.test(said)) {
    return new EmbeddedError(
      'failed',
      `Too little memory for PostgreSQL. Free some, and start again. ${orOwnServer}`,
      cause,
    );
  }
  return new EmbeddedError(
    'failed',
    `PostgreSQL did not start in ${folder}: ${lastWords(said) || 'it gave no reason'}`,
    cause,
  );
}

function lastWords(said: string): string {
  return said.trim().split('\n').slice(-4).join('\n');
}

/** Passes our own errors on, explains those of the file system. */
export function explainThrown(error: unknown, folder: string): Error {
  if (error instanceof Error && 'code' in error && 'syscall' in error)
    return explain(error.message, folder, error);
  return error instanceof Error ? error : new Error(String(error));
}
