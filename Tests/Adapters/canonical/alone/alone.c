/* What is found in canonical's raft, without an adapter: the package's own fixture, in which nothing happens to the servers
   but that messages are lost and that some wait longer than others. `lost` loses an entry that a client was told is
   committed; in `leaders` the fixture itself says that two servers lead one term. */
#include <raft.h>
#include <raft/fixture.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOON = 1001, NEVER = 900000, STEPS = 20000 }; /* Milliseconds; events. */

static struct raft_fixture cluster;
static struct raft_fsm machines[RAFT_FIXTURE_MAX_SERVERS];
static struct raft_apply requests[8];
static long request_count;
static unsigned n;

static struct raft *server(unsigned i) { return raft_fixture_get(&cluster, i); }

static bool is_deaf(unsigned i) { return server(i)->state == RAFT_FOLLOWER && server(i)->follower_state.current_leader.id; }

static int apply(struct raft_fsm *machine, const struct raft_buffer *command, void **result) {
    *result = NULL;
    printf("server %d applies request %ld\n", (int)(machine - machines), *(long *)command->base);
    return 0;
}

static void start(unsigned servers) {
    struct raft_configuration c;
    n = servers;
    raft_fixture_initialize(&cluster);
    for (unsigned i = 0; i < n; i++) {
        machines[i] = (struct raft_fsm){.version = 1, .apply = apply};
        if (raft_fixture_grow(&cluster, &machines[i])) abort();
    }
    if (raft_fixture_configuration(&cluster, n, &c) || raft_fixture_bootstrap(&cluster, &c)) abort();
    raft_configuration_close(&c);
    if (raft_fixture_start(&cluster)) abort();
}

/* A server that does not lead stands for election after so long. */
static void stands(unsigned i, unsigned milliseconds) {
    raft_fixture_set_randomized_election_timeout(&cluster, i, milliseconds);
    if (server(i)->state == RAFT_FOLLOWER) server(i)->follower_state.randomized_election_timeout = milliseconds;
    if (server(i)->state == RAFT_CANDIDATE) server(i)->candidate_state.randomized_election_timeout = milliseconds;
}

static void connect(unsigned i, unsigned k, bool connects) {
    void (*change)(struct raft_fixture *, unsigned, unsigned) =
        connects ? raft_fixture_desaturate : raft_fixture_saturate;
    change(&cluster, i, k);
    change(&cluster, k, i);
}

static void isolate(unsigned i) {
    for (unsigned k = 0; k < n; k++) if (k != i) connect(i, k, false);
}

/* Server i is elected; others stand only to forget the leader that they have. */
static void elect(unsigned i) {
    for (int k = 0; k < STEPS && server(i)->state != RAFT_LEADER; k++) {
        bool waits = false;
        for (unsigned j = 0; j < n; j++) if (j != i) waits |= is_deaf(j), stands(j, is_deaf(j) ? SOON : NEVER);
        stands(i, waits ? NEVER : SOON);
        raft_fixture_step(&cluster);
    }
}

/* A leader that nobody answers steps down. */
static void depose(unsigned i) {
    isolate(i);
    for (int k = 0; k < STEPS && server(i)->state == RAFT_LEADER; k++) {
        for (unsigned j = 0; j < n; j++) stands(j, NEVER);
        raft_fixture_step(&cluster);
    }
}

static void applied(struct raft_apply *request, int status, void *result) {
    (void)result;
    printf("request %d is %s\n", (int)(request - requests), status ? "not known to be committed" : "committed");
}

static void ask(unsigned i) {
    struct raft_buffer command = {raft_malloc(8), 8};
    *(long *)command.base = request_count;
    if (raft_apply(server(i), &requests[request_count++], &command, 1, applied)) abort();
}

/* Server 0 has an entry that nobody else has. It answers the heartbeat of server 1, leader after it, which takes that for
   having its own entry. */
static void lost(void) {
    start(3);
    elect(0);
    isolate(0);
    ask(0);
    depose(0);
    elect(1);
    connect(1, 2, false);
    connect(0, 1, true);
    while (!is_deaf(0)) raft_fixture_step(&cluster);
    ask(1);
    raft_fixture_saturate(&cluster, 1, 0); /* What it sends from now on does not come. */
    for (int k = 0; k < STEPS && server(1)->commit_index < 2; k++) raft_fixture_step(&cluster);
    depose(1);
    connect(0, 2, true);
    elect(0);
    ask(0);
    raft_fixture_step_until_elapsed(&cluster, 500);
}

static void stand_until(unsigned first, raft_term term) {
    for (bool more = true; more;) {
        more = false;
        for (unsigned i = 0; i < n; i++) {
            bool is_behind = i >= first && server(i)->current_term < term;
            stands(i, is_behind ? SOON : NEVER);
            more |= is_behind;
        }
        raft_fixture_step(&cluster);
    }
}

/* Servers 2 and 3 remove each other, each as a leader that has committed nothing in its term. */
static void leaders(void) {
    static struct raft_change changes[2];
    start(4);
    elect(2);
    isolate(2);
    if (raft_assign(server(2), &changes[0], 4, RAFT_SPARE, NULL)) abort();
    depose(2);
    elect(3);
    isolate(3);
    if (raft_assign(server(3), &changes[1], 3, RAFT_SPARE, NULL)) abort();
    depose(3);
    for (unsigned i = 0; i < n; i++) isolate(i);
    stand_until(0, 8);
    connect(2, 0, true);
    connect(3, 1, true);
    stand_until(2, 9);
    raft_fixture_step_until_elapsed(&cluster, 500);
}

int main(int count, char **words) {
    setvbuf(stdout, NULL, _IONBF, 0);
    if (count == 2 && !strcmp(words[1], "lost")) lost();
    else if (count == 2 && !strcmp(words[1], "leaders")) leaders();
    else return 1;
    return 0;
}
