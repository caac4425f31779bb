import { expect, it } from 'vitest';
import {
  actionWords,
  causeWords,
  feedbackWords,
  statusWords,
} from '../../console/src/screens/remote/remote-value-words.ts';
import {
  doneStatuses,
  failureCauses,
  feedbackDetails,
  pendingStatuses,
  remoteTypes,
} from '../../src/model/remote.ts';

it.each([
  ['kind of remote action', actionWords, remoteTypes],
  ['step', statusWords, [...pendingStatuses, ...doneStatuses]],
  ['cause of failure', causeWords, failureCauses],
  ['feedback', feedbackWords, feedbackDetails],
])('the console has words in both languages for every %s', (_, words, known) => {
  expect(new Set(Object.keys(words.en))).toEqual(new Set(known));
  expect(new Set(Object.keys(words.fr))).toEqual(new Set(known));
});
