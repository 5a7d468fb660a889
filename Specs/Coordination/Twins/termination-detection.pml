/*
 * Termination detection on a ring, after
 *   E. W. Dijkstra, W. H. J. Feijen, A. J. M. van Gasteren: "Derivation of a
 *   Termination Detection Algorithm for Distributed Computations",
 *   Information Processing Letters 16, 1983.
 * Twin of the Quorate spec TerminationDetection, for its property of liveness:
 * once every node is passive, that is detected, if the token moves on. Run the
 * verifier with -a -f, which is weak fairness of each process: the token is a
 * process, and owes its moves. The computation is another, and owes nothing,
 * since it may always do nothing.
 *
 * What must agree is the verdict. States do not: the verifier counts pairs of
 * a state and a state of the automaton for the property, and copies of them
 * for fairness.
 *
 * Parameters: -DN=n, the number of nodes, from 2 to 9. -DIDLE: the token owes
 * nothing either, and the property falls.
 */

#ifndef N
#define N 6
#endif

#define ALL ((1 << N) - 1)

unsigned busy : N;
unsigned black : N;
unsigned token : 4;
bool white;
bool started;

#define DETECTED (token == 0 && white && (black & 1) == 0 && (busy & 1) == 0)

#define HAS(set, i) (((set) & (1 << (i))) != 0)

#define DEACTIVATE(i) :: atomic { HAS(busy, i) -> busy = busy & (ALL ^ (1 << i)) }

/* A message to a node with a higher number makes its sender black. */
#define SEND(i, j) \
    :: atomic { i < N && j < N && i != j && HAS(busy, i) -> \
       busy = busy | (1 << j); \
       black = (j > i -> black | (1 << i) : black) }

#define EACH(M) M(0) M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8)
#define SENDS(i) \
    SEND(i, 0) SEND(i, 1) SEND(i, 2) SEND(i, 3) SEND(i, 4) \
    SEND(i, 5) SEND(i, 6) SEND(i, 7) SEND(i, 8)

proctype Token()
{
    do
#ifdef IDLE
    :: token = token
#endif
    :: atomic { token == 0 && (!white || HAS(black, 0)) ->
       token = N - 1; white = true; black = black & (ALL ^ 1) }
    :: atomic { token > 0 && (!HAS(busy, token) || HAS(black, token) || !white) ->
       white = white && !HAS(black, token);
       black = black & (ALL ^ (1 << token));
       token = token - 1 }
    od
}

proctype Computation()
{
    do
    :: token = token
    EACH(DEACTIVATE)
    EACH(SENDS)
    od
}

init
{
    atomic {
        do
        :: busy < ALL -> busy = busy + 1
        :: break
        od;
        do
        :: black < ALL -> black = black + 1
        :: break
        od;
        do
        :: token < N - 1 -> token = token + 1
        :: break
        od;
        started = true;
        run Token();
        run Computation()
    }
}

ltl detection { [] ((started && busy == 0) -> <> DETECTED) }
