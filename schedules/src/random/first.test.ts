import { randomSchedules } from './random.js';

randomSchedules(1_948_078_995);
