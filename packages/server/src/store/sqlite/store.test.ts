import { storeContract } from '../contract.suite.js';
import { driversHere } from './driver/open.js';
import { inMemory, onFile } from './testing/storage.js';

for (const driver of driversHere()) {
  storeContract(onFile(driver));
  storeContract(inMemory(driver));
}
