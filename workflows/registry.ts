import { appointmentContract } from './appointment/contract.ts';
import { backupContract } from './backup/contract.ts';
import type { Sop } from './contract.ts';
import { custodyContract } from './custody/contract.ts';
import { dataRequestContract } from './data-request/contract.ts';
import { deactivationContract } from './deactivation/contract.ts';
import { evaluationContract } from './evaluation/contract.ts';
import { maintenanceContract } from './maintenance/contract.ts';
import { outageContract } from './outage/contract.ts';
import { problemContract } from './problem/contract.ts';
import { registrationContract } from './registration/contract.ts';
import { restoreDrillContract } from './restore-drill/contract.ts';

/** Every SOP, by name. One line per SOP; the workflow's type is the name. */
export const registry: Record<string, Sop> = {
  problem: problemContract,
  evaluation: evaluationContract,
  registration: registrationContract,
  'data-request': dataRequestContract,
  deactivation: deactivationContract,
  appointment: appointmentContract,
  outage: outageContract,
  maintenance: maintenanceContract,
  backup: backupContract,
  custody: custodyContract,
  'restore-drill': restoreDrillContract,
};
