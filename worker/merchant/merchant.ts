import { answersBackOffice } from "./answers-back-office.ts";
import { answersOperator } from "./answers-operator.ts";
import { answersOwners } from "./answers-owners.ts";
import { answersPayers } from "./answers-payers.ts";
import { answersTerminals } from "./answers-terminals.ts";
import { MerchantObject } from "./merchant-object.ts";

/**
 * One merchant's object, by who asks it. Every call is answered by a desk; nothing is decided here. The calls are mixed in and
 * not targets of their own: what a class inherits is reached over RPC as directly as what is its own.
 */
export class Merchant extends answersOwners(
  answersTerminals(answersBackOffice(answersPayers(answersOperator(MerchantObject)))),
) {}
