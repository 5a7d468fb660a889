-- Asynchronous reliable broadcast with Byzantine faults, after
--   T. K. Srikanth, S. Toueg: "Simulating Authenticated Broadcasts to Derive
--   Simple Fault-Tolerant Algorithms", Distributed Computing 2(2), 1987.
-- Twin of the Quorate spec ReliableBroadcast. What must agree: distinct
-- states, rules fired plus the initial states, and that unforgeability holds:
--   N,T,F = 4,1,1: 14424 and 227344, 64 of them initial;
--           4,1,0: 17080 and 325268, 16 of them initial;
--           5,1,1: 1070000 and 38428080, 160 of them initial.
--
-- Unforgeability, as a statement about one state: a correct process that has
-- accepted holds echoes of more than T correct processes, so of more senders
-- than could have forged one.

const
  N: 5;
  T: 1;
  F: 1;
  ALL: (1 << N) - 1;

  -- Bit s of FEWER_k is set when the set s (of processes 0 to 4) has fewer than
  -- k members.
  FEWER_1: 1;
  FEWER_2: 65815;
  FEWER_3: 18290559;
  FEWER_4: 394231807;
  FEWER_5: 2147483647;

  SEND: N - 2 * T = 1 ? FEWER_1 : (N - 2 * T = 2 ? FEWER_2 : (N - 2 * T = 3 ? FEWER_3 :
        (N - 2 * T = 4 ? FEWER_4 : FEWER_5)));
  ACCEPT: N - T = 1 ? FEWER_1 : (N - T = 2 ? FEWER_2 : (N - T = 3 ? FEWER_3 :
          (N - T = 4 ? FEWER_4 : FEWER_5)));
  TRUST: T = 0 ? FEWER_1 : (T = 1 ? FEWER_2 : (T = 2 ? FEWER_3 : FEWER_4));
  BELOW: F = 0 ? 0 : (F = 1 ? FEWER_1 : (F = 2 ? FEWER_2 : FEWER_3));
  ABOVE: F = 0 ? FEWER_1 : (F = 1 ? FEWER_2 : (F = 2 ? FEWER_3 : FEWER_4));

type
  Process: 0 .. N - 1;

var
  -- process i:  V0: hi 0, lo 0   V1: hi 0, lo 1   SE: hi 1, lo 0   AC: hi 1, lo 1
  lo: 0 .. ALL;
  hi: 0 .. ALL;
  faulty: 0 .. ALL;
  sent: 0 .. ALL;                     -- correct processes that sent ECHO
  got: array [Process] of 0 .. ALL;   -- the senders whose ECHO each has

-- All sets of F faulty processes and all start values. A start state cannot be
-- barred in Murphi, so that sets of another size give one of the same states
-- again; rumur does not count start states as rules fired.
ruleset f: 0 .. ALL; v: 0 .. ALL do
  startstate
  begin
    lo := v;
    hi := 0;
    sent := 0;
    if ((BELOW >> f) & 1) = 0 & ((ABOVE >> f) & 1) = 1 then
      faulty := f;
    else
      faulty := (1 << F) - 1;
    end;
    for i: Process do
      got[i] := 0;
    end;
  end;
end;

rule "nothing happens"
  true
==>
begin
end;

-- One rule for every process and set x of echoes that arrive in its step.
ruleset i: Process; x: 0 .. ALL do
  rule "send what it started with"
    (x & (sent | faulty)) = x & (lo & (1 << i)) != 0 & ((hi | faulty) & (1 << i)) = 0
  ==>
  begin
    got[i] := got[i] | x;
    sent := sent | (1 << i);
    hi := hi | (1 << i);
    lo := lo & (ALL - (1 << i));
  end;

  rule "send or accept upon echoes"
    (x & (sent | faulty)) = x & ((SEND >> (got[i] | x)) & 1) = 0 &
    ((hi & (1 << i)) = 0 ? (faulty & (1 << i)) = 0
                         : (lo & (1 << i)) = 0 & ((ACCEPT >> (got[i] | x)) & 1) = 0)
  ==>
  begin
    got[i] := got[i] | x;
    sent := sent | (1 << i);
    hi := hi | (1 << i);
    if ((ACCEPT >> got[i]) & 1) = 0 then
      lo := lo | (1 << i);
    else
      lo := lo & (ALL - (1 << i));
    end;
  end;
end;

invariant "unforgeability"
  forall i: Process do
    (hi & lo & (ALL - faulty) & (1 << i)) = 0 | ((TRUST >> (got[i] & sent)) & 1) = 0
  end;
