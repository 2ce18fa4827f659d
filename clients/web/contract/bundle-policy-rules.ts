// The rules of a bundle's telephone numbers and policies (SPEC.md section 4). BAD_FIELD.
import { type Bundle, Territory } from '../generated/vangnet/bundle/v1/bundle_pb';
import { checkText } from './bundle-form-rules';
import { demand } from './field-checks';

const territories = 4;
const maxWeight = 1000;
const minutesPerWeek = 7 * 24 * 60;
const maxRetentionDays = 3660;
const maxRetentionMonths = 240;

export function checkTelephoneNumbers(bundle: Bundle): void {
  const withEmergency = new Set<Territory>();
  for (const number of bundle.telephoneNumbers) {
    demand(number.territory !== Territory.UNSPECIFIED, 'telephone_numbers', 'a territory');
    checkText('telephone_numbers.name', number.name);
    demand(
      isNumber(number.number),
      'telephone_numbers',
      'digits, spaces and a leading plus, at most 40',
    );
    if (number.emergency) withEmergency.add(number.territory);
  }
  demand(
    withEmergency.size === territories,
    'telephone_numbers',
    'an emergency number for each territory',
  );
  // Which of them is the support team's cannot be told from outside; that there is one more
  // than the emergency numbers can.
  demand(
    bundle.telephoneNumbers.length > territories,
    'telephone_numbers',
    "the support team's number",
  );
}

// Routing, deadlines, retention.
export function checkPolicies(bundle: Bundle): void {
  checkRouting(bundle);
  checkDeadlines(bundle);
  checkRetention(bundle);
}

const isNumber = (number: string): boolean =>
  number.length <= 40 && /^\+?[0-9 ]+$/.test(number) && /[0-9]/.test(number);

const between = (low: number, value: number | undefined, high: number): boolean =>
  value !== undefined && value >= low && value <= high;

function checkRouting({ routing }: Bundle): void {
  demand(
    between(1, routing?.freeWeight, maxWeight) &&
      between(1, routing?.normalWeight, maxWeight) &&
      between(1, routing?.fullWeight, maxWeight),
    'routing',
    'weights from 1 to 1000',
  );
}

function checkDeadlines({ deadlines }: Bundle): void {
  demand(
    between(1, deadlines?.urgentMinutes, minutesPerWeek) &&
      between(1, deadlines?.highMinutes, minutesPerWeek),
    'deadlines',
    'minutes from 1 to a week',
  );
  const { dayStartHour, dayEndHour, nextMorningHour, workingDayEndHour } = deadlines!;
  demand(
    dayStartHour < dayEndHour && dayEndHour <= 24 && nextMorningHour <= 23,
    'deadlines',
    'hours of a day',
  );
  demand(between(1, workingDayEndHour, 24), 'deadlines', 'hours of a day');
  const { normalWorkingDays, lowWorkingDays } = deadlines!;
  demand(
    between(1, normalWorkingDays, lowWorkingDays) && lowWorkingDays <= 30,
    'deadlines',
    'working days from 1 to 30, normal not after low',
  );
}

function checkRetention({ retention }: Bundle): void {
  demand(
    between(1, retention?.daysAfterClosing, maxRetentionDays) &&
      between(1, retention?.daysWithoutContact, maxRetentionDays) &&
      between(1, retention?.accessLogMonths, maxRetentionMonths),
    'retention',
    'days from 1 to ten years, months from 1 to 240',
  );
}
