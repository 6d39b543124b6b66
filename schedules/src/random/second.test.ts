import { randomSchedules } from './random.js';

randomSchedules(2_130_392_989);
