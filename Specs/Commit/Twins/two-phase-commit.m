-- Two-phase commit with a transaction manager and N resource managers, after
--   J. Gray, L. Lamport: "Consensus on Transaction Commit",
--   ACM Transactions on Database Systems 31(1), 2006.
-- Twin of the Quorate spec TwoPhaseCommit. What must agree: distinct
-- states, rules fired (plus the one initial state) and that consistency holds:
--   N = 3: 288 and 1146;  N = 8: 1745408 and 18507778;
--   N = 9: 10340352 and 123558402.
-- Sets of managers are masks, which rumur handles much faster than arrays
-- (bitwise operators are rumur's extension of Murphi).

const
  N: 9;
  ALL: (1 << N) - 1;

type
  Manager: 0 .. N - 1;

var
  -- manager i:  working: hi 0, lo 0   prepared: hi 0, lo 1
  --             committed: hi 1, lo 0   aborted: hi 1, lo 1
  lo: 0 .. ALL;
  hi: 0 .. ALL;
  told: 0 .. ALL;      -- Prepared(i) is in the message set
  counted: 0 .. ALL;   -- the transaction manager has it
  tm: enum { undecided, decidedCommit, decidedAbort };
  commitMsg, abortMsg: boolean;  -- Commit, Abort are in the message set

startstate
begin
  lo := 0;
  hi := 0;
  told := 0;
  counted := 0;
  tm := undecided;
  commitMsg := false;
  abortMsg := false;
end;

rule "decide to commit"
  tm = undecided & counted = ALL
==>
begin
  tm := decidedCommit;
  commitMsg := true;
end;

rule "decide to abort"
  tm = undecided
==>
begin
  tm := decidedAbort;
  abortMsg := true;
end;

ruleset i: Manager do
  rule "count a prepared manager"
    tm = undecided & (told & (1 << i)) != 0
  ==>
  begin
    counted := counted | (1 << i);
  end;

  rule "prepare"
    ((lo | hi) & (1 << i)) = 0
  ==>
  begin
    lo := lo | (1 << i);
    told := told | (1 << i);
  end;

  rule "abort alone"
    ((lo | hi) & (1 << i)) = 0
  ==>
  begin
    lo := lo | (1 << i);
    hi := hi | (1 << i);
  end;

  rule "obey Commit"
    commitMsg
  ==>
  begin
    hi := hi | (1 << i);
    lo := lo & (ALL - (1 << i));
  end;

  rule "obey Abort"
    abortMsg
  ==>
  begin
    hi := hi | (1 << i);
    lo := lo | (1 << i);
  end;
end;

invariant "consistency"
  !((hi & lo) != 0 & (hi & (ALL - lo)) != 0);
