import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { BroadsheetError } from '../../src/errors/problem.ts';
import { listen } from '../../src/preview/listen.ts';

function newServer(): Server {
  const server = createServer();
  onTestFinished(() => void server.close());
  return server;
}

async function takenPort(): Promise<number> {
  const server = newServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function failure(address: Parameters<typeof listen>[1]) {
  const error = await listen(newServer(), address).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(BroadsheetError);
  const { exitCode, problems } = error as BroadsheetError;
  return { exitCode, codes: problems.map(({ code }) => code) };
}

test('the port that is wanted, if it is free', async () => {
  const server = newServer();
  const port = await listen(server, { host: 'localhost', port: 0, strictPort: true });
  expect((server.address() as AddressInfo).port).toBe(port);
});

test('the next free port, if the wanted one is taken', async () => {
  const taken = await takenPort();
  const server = newServer();
  const port = await listen(server, { host: 'localhost', port: taken, strictPort: false });
  expect(port).toBeGreaterThan(taken);
  expect((server.address() as AddressInfo).port).toBe(port);
});

test('with --strict-port, a port that is taken is an error', async () => {
  const port = await takenPort();
  expect(await failure({ host: 'localhost', port, strictPort: true })).toEqual({
    exitCode: 2,
    codes: ['port-in-use'],
  });
});

test('an address of another machine is an error', async () => {
  // An address for documentation, RFC 5737: no machine has it.
  expect(await failure({ host: '192.0.2.1', port: 0, strictPort: false })).toEqual({
    exitCode: 2,
    codes: ['cannot-listen'],
  });
});
