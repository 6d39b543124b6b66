import { randomSchedules } from './random.js';

randomSchedules();
