// Pages and states of coming back that few people meet: held to the same as the others.
import { testEach } from './held-to';
import { actStates, endedStates } from './rare-follow-states';

testEach([...endedStates, ...actStates]);
