import { storeContract } from '../contract.suite.js';
import { driversHere } from './driver/open.js';
import { foldedOften, inMemory, onFile } from './testing/storage.js';

for (const driver of driversHere()) {
  storeContract(onFile(driver));
  storeContract(foldedOften(driver));
  storeContract(inMemory(driver));
}
