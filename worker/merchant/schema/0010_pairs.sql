-- By what both books call it, a movement between this merchant and a wallet is found again.
CREATE INDEX entries_by_pair ON entries (pair) WHERE 'clearing:wallet' IN (debit, credit);
