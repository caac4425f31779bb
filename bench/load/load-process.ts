import { answerParent } from '../child-process.ts';
import { runLoad } from './run-load.ts';

answerParent(runLoad);
