// SPDX-License-Identifier: Apache-2.0
/** Numbering plans, loaded for the first number that needs them. */
import { createRequire } from 'node:module';
import { type NumberPlan, numberPlanOf } from '../decide/call/number-plan.ts';

const requireFrom = createRequire(import.meta.url);

let loaded: NumberPlan | undefined;

export const lazyNumberPlan: NumberPlan = (number) => {
  loaded ??= numberPlanOf(loadLibrary().parsePhoneNumberFromString);
  return loaded(number);
};

function loadLibrary(): typeof import('libphonenumber-js/min') {
  return requireFrom('libphonenumber-js/min');
}
