/**
 * What a phone looks for at the counter: the service of a beacon that shows an order, and the characteristic that says
 * which. The till's side of them is in terminal-web/beacon/profile.ts; a test keeps the two the same.
 */
export const ORDER_SERVICE = "bcfa0001-1cfe-48f7-9642-e417d33f2fc5";
export const ORDER_CHARACTERISTIC = "bcfa0002-1cfe-48f7-9642-e417d33f2fc5";
