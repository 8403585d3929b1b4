import type { Problem } from '../types/problem.ts';

export function portInUse(port: number): Problem {
  return {
    code: 'port-in-use',
    severity: 'error',
    message: `Port ${port} is taken by another program.`,
    hint: 'Choose another with --port, or leave out --strict-port to take the next free one.',
  };
}

export function cannotListen(host: string, error: unknown): Problem {
  return {
    code: 'cannot-listen',
    severity: 'error',
    message: `The preview cannot listen on ${host}: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Leave out --host to be reached from this machine alone, or name an address of this machine.',
  };
}

export function nothingBuilt(out: string): Problem {
  return {
    code: 'nothing-built',
    severity: 'error',
    message: `There is no site in ${out}.`,
    hint: 'Make it first: broadsheet build.',
  };
}

export function cannotTakeIn(error: unknown): Problem {
  return {
    code: 'preview-failed',
    severity: 'error',
    message: `The site cannot be taken in as it is now: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'If a file or a plugin of yours is not the reason, please report this as a defect.',
  };
}
