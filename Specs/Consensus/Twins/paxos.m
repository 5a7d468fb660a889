-- Single-decree Paxos with 3 acceptors, 2 values and ballots 0..B, after
--   L. Lamport: "The Part-Time Parliament", ACM TOCS 16(2), 1998, and
--   "Paxos Made Simple", ACM SIGACT News 32(4), 2001.
-- Twin of the Quorate spec Paxos. What must agree: the distinct states
-- (B = 1: 3921, B = 2: 185369, B = 3: 8220065) and that at most one value is
-- chosen.
--
-- How 2a is counted: once for every (ballot, value) for which some quorum
-- justifies it, so that rules fired plus the initial state are 22995 for B = 1
-- and 67903141 for B = 3. (The published 23563 for B = 1 counts 2a once for
-- every quorum and justifying message.)

const
  B: 3;

type
  Ballot: 0 .. B;
  Acceptor: 0 .. 2;
  Value: 1 .. 2;

var
  -- A vote is one number: 1 for none, else 2 * (ballot + 1) + (value - 1). So
  -- vote / 2 is the ballot plus one and vote % 2 tells the value.
  bal: array [Acceptor] of 0 .. B + 1;       -- highest ballot seen plus one
  vote: array [Acceptor] of 1 .. 2 * B + 3;
  -- The messages of each ballot
  asked: array [Ballot] of boolean;                          -- 1a
  told: array [Ballot] of array [Acceptor] of 0 .. 2 * B + 1; -- 1b: the vote, 0 while not sent
  proposed: array [Ballot] of 0 .. 2;                             -- 2a: the value, 0 while not sent
  got: array [Ballot] of 0 .. 7;                             -- 2b: mask of the senders

startstate
begin
  for a: Acceptor do
    bal[a] := 0;
    vote[a] := 1;
  end;
  for b: Ballot do
    asked[b] := false;
    proposed[b] := 0;
    got[b] := 0;
    for a: Acceptor do
      told[b][a] := 0;
    end;
  end;
end;

ruleset b: Ballot do
  rule "1a"
    true
  ==>
  begin
    asked[b] := true;
  end;

  ruleset a: Acceptor do
    rule "1b"
      asked[b] & bal[a] <= b
    ==>
    begin
      bal[a] := b + 1;
      told[b][a] := vote[a];
    end;

    rule "2b"
      proposed[b] != 0 & bal[a] <= b + 1
    ==>
    begin
      bal[a] := b + 1;
      vote[a] := 2 * b + 1 + proposed[b];
      got[b] := got[b] | (1 << a);
    end;
  end;

  -- p and q are a quorum: neither has voted, or p reports the later vote.
  ruleset v: Value do
    rule "2a"
      proposed[b] = 0 &
      exists p: Acceptor do
        told[b][p] != 0 & (told[b][p] = 1 | told[b][p] % 2 = v - 1) &
        exists q: Acceptor do
          q != p & told[b][q] != 0 &
          (told[b][p] = 1 -> told[b][q] = 1) & told[b][q] / 2 <= told[b][p] / 2
        end
      end
    ==>
    begin
      proposed[b] := v;
    end;
  end;
end;

-- 232 has the bits 3, 5, 6 and 7: the masks with two or three members.
invariant "at most one value is chosen"
  !((exists b: Ballot do proposed[b] = 1 & ((232 >> got[b]) & 1) != 0 end) &
    (exists b: Ballot do proposed[b] = 2 & ((232 >> got[b]) & 1) != 0 end));
