// Pages and states of reporting that few people meet: held to the same as the others.
import { testEach } from './held-to';
import { peopleStates, questionStates, receiptStates, savedStates } from './rare-report-states';

testEach([...questionStates, ...peopleStates, ...receiptStates, ...savedStates]);
