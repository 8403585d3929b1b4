import { stampProgram } from './version.ts';

/* Run once, after the program was compiled. */
stampProgram();
