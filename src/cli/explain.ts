import { type Fault, faultOf } from '../bot/fault.ts';
import { explainsItself } from '../explains-itself.ts';

const noTables =
  'The database has no tables yet, or older ones. First: npm run cli -- migrate (npm start does so by itself).';

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The database does not answer. Is the server of DATABASE_URL running?',
  ENOTFOUND: 'The host of DATABASE_URL is not known.',
  CONNECT_TIMEOUT: 'The database does not answer. Can the host of DATABASE_URL be reached from here?',
  '28P01': 'The database refuses the user or the password of DATABASE_URL.',
  '28000': 'The database refuses the user of DATABASE_URL.',
  '3D000': 'There is no such database on the server of DATABASE_URL. Create it first.',
  '42P01': noTables,
  '42703': noTables,
  '42883': noTables,
};

/** What a person at the terminal is told of an error: never its stack, nor a message that may quote what is stored. */
export function explain(error: unknown): string {
  if (explainsItself(error)) return error.message;
  const fault = faultOf(error);
  return (
    sentences[fault.code] ?? `This went wrong, and should not have (${nameOf(fault)}). Please report it.`
  );
}

function nameOf({ kind, code }: Fault): string {
  return code === '' ? kind : `${kind} ${code}`;
}
