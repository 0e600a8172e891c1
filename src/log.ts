/**
 * JSON lines from an allow-list of fields: ids, kinds, counts and durations. There is no field that could carry what a
 * person wrote, was called or can be phoned at, so nobody can log it by accident.
 */
export interface LogFields {
  readonly person?: number;
  readonly update?: number;
  readonly union?: number;
  readonly notice?: number;
  readonly broadcast?: number;
  readonly application?: number;
  readonly activity?: number;
  readonly import?: number;
  readonly job?: string;
  readonly slot?: string;
  readonly method?: string;
  readonly kind?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly address?: string;
  readonly attempt?: number;
  readonly count?: number;
  readonly counts?: Readonly<Record<string, number>>;
  readonly ms?: number;
  readonly pid?: number;
  readonly port?: number;
  readonly version?: string;
  readonly status?: number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A log that adds `fields` to each of its lines. */
  child(fields: LogFields): Log;
}

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

interface LogOptions {
  readonly level: LogLevel;
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

/** @param options.write receives one JSON object a call, without a line end. */
export function createLog(options: LogOptions, base: LogFields = {}): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (order.indexOf(level) < order.indexOf(options.level)) return;
      options.write(JSON.stringify({ at: options.now().toISOString(), level, event, ...base, ...fields }));
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => createLog(options, { ...base, ...fields }),
  };
}

/** For tests and tools that want silence. */
export const silentLog: Log = createLog({ level: 'error', write: () => undefined, now: () => new Date(0) });
