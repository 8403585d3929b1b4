import { once } from 'node:events';
import type { Server } from 'node:http';
import { cannotListen, portInUse } from '../errors/preview.ts';
import { BroadsheetError, EXIT } from '../errors/problem.ts';

interface Address {
  readonly host: string;
  readonly port: number;
  /** Take this port or none. */
  readonly strictPort: boolean;
}

/** How many ports are tried, one after the other. */
const TRIES = 20;

/**
 * Begins to listen, on the next free port where the wanted one is taken.
 *
 * @returns the port
 * @throws BroadsheetError (exit 2)
 */
export async function listen(server: Server, { host, port, strictPort }: Address): Promise<number> {
  for (let tried = port; ; tried++) {
    try {
      server.listen(tried, host);
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : tried;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      const isLast = strictPort || tried >= port + TRIES || tried >= 65_535;
      if (code === 'EADDRINUSE' && !isLast) continue;
      const problem = code === 'EADDRINUSE' ? portInUse(tried) : cannotListen(host, error);
      throw new BroadsheetError([problem], EXIT.usage);
    }
  }
}
