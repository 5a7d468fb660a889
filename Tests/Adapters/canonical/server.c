/* One server of the package: it is started over its disk, and gets inputs. */
#include "world.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEARTBEAT = 100, ELECTION = 1000000 }; /* Milliseconds. */

void settle(server *s);

static int apply(struct raft_fsm *fsm, const struct raft_buffer *command, void **result) {
    (void)fsm, (void)command;
    *result = NULL;
    return 0;
}

static void start(server *s) {
    char address[2] = {(char)('1' + s->number), 0};
    disk_start(s);
    s->fsm = (struct raft_fsm){.version = 1, .apply = apply};
    s->completion_count = 0;
    if (raft_init(&s->raft, &s->io, &s->fsm, (raft_id)s->number + 1, address)) abort();
    raft_set_election_timeout(&s->raft, ELECTION);
    raft_set_heartbeat_timeout(&s->raft, HEARTBEAT);
    if (raft_start(&s->raft)) abort();
}

/* The entry that every log begins with. */
static void write_configuration(server *s) {
    struct raft_configuration c;
    struct raft_buffer bytes;
    raft_configuration_init(&c);
    for (int k = 0; k < settings.servers; k++) {
        char address[2] = {(char)('1' + k), 0};
        raft_configuration_add(&c, (raft_id)k + 1, address, k < settings.voters ? RAFT_VOTER : RAFT_SPARE);
    }
    if (raft_configuration_encode(&c, &bytes)) abort();
    entry_fill(&s->log[0], 1, RAFT_CHANGE, &bytes);
    raft_free(bytes.base);
    raft_configuration_close(&c);
    s->term = 1, s->count = 1;
}

void server_start(server *s, int number) {
    memset(s, 0, sizeof *s);
    s->number = number, s->clock = 10 * HEARTBEAT;
    write_configuration(s);
    start(s);
}

void server_close(server *s) { raft_close(&s->raft, NULL); }

static void restart(server *s) {
    server_close(s);
    if (settings.forgets_vote) s->vote = 0;
    if (settings.forgets_log) s->count = 1;
    start(s);
}

static void applied(struct raft_apply *request, int status, void *result) { (void)status, (void)result; free(request); }

/* A client's command, which a server that does not lead drops, and says so. */
static void propose(server *s) {
    struct raft_apply *request = calloc(1, sizeof *request);
    struct raft_buffer command = {raft_malloc(8), 8};
    memset(command.base, 0, 8);
    if (raft_apply(&s->raft, request, &command, 1, applied)) {
        raft_free(command.base);
        free(request);
    }
}

static void changed(struct raft_change *request, int status) { (void)status; free(request); }

static void assign(server *s, int member, int role) {
    struct raft_change *request = calloc(1, sizeof *request);
    if (raft_assign(&s->raft, request, (raft_id)member + 1, role, changed)) free(request);
}

/* The package frees the entries of a message that it gets. */
static struct raft_entry *entries_of(const message *m) {
    if (!m->count) return NULL;
    struct raft_entry *entries = raft_calloc((size_t)m->count, sizeof *entries);
    unsigned char *batch = raft_malloc((size_t)m->count * DATA);
    for (int k = 0; k < m->count; k++) {
        const entry *e = &m->entries[k];
        memcpy(batch + k * DATA, e->data, (size_t)e->size);
        entries[k] = (struct raft_entry){(raft_term)e->term, (unsigned short)e->type,
            {batch + k * DATA, (size_t)e->size}, batch};
    }
    return entries;
}

static void deliver(server *s, const message *m) {
    char address[2] = {(char)('1' + m->from), 0};
    struct raft_message what = {.type = (unsigned short)m->type, .server_id = (raft_id)m->from + 1,
        .server_address = address};
    raft_term term = (raft_term)m->term, log_term = (raft_term)m->log_term;
    raft_index index = (raft_index)m->index;
    switch (m->type) {
    case RAFT_IO_APPEND_ENTRIES:
        what.append_entries = (struct raft_append_entries){term, index, log_term, (raft_index)m->committed,
            entries_of(m), (unsigned)m->count};
        break;
    case RAFT_IO_APPEND_ENTRIES_RESULT:
        what.append_entries_result = (struct raft_append_entries_result){term, (raft_index)m->rejected, index};
        break;
    case RAFT_IO_REQUEST_VOTE:
        what.request_vote = (struct raft_request_vote){term, (raft_id)m->from + 1, index, log_term, m->disrupts,
            m->pre_vote};
        break;
    case RAFT_IO_REQUEST_VOTE_RESULT:
        what.request_vote_result = (struct raft_request_vote_result){term, m->granted, (raft_tribool)m->pre_vote};
        break;
    default: abort();
    }
    s->handled = m;
    s->receive(&s->io, &what);
    settle(s);
    s->handled = NULL;
}

/* Every input comes a heartbeat later than the one before, so that a leader that has something to send sends it. */
void server_feed(server *s, const input *in) {
    s->clock += HEARTBEAT;
    switch (in->kind) {
    case TIMEOUT: s->clock += 2 * ELECTION; s->tick(&s->io); break;
    case PROPOSE: propose(s); break;
    case RESTART: restart(s); break;
    case BEAT: if (leads(s)) s->tick(&s->io); break;
    case SILENCE: /* No follower answers for as long as an election takes, twice: the first may end a time with answers. */
        for (int k = 0; k < 2 && leads(s); k++) { s->clock += 2 * ELECTION; s->tick(&s->io); settle(s); }
        break;
    case DELIVERED: deliver(s, in->message); break;
    case ASSIGN: assign(s, in->member, in->role); break;
    }
    settle(s);
    if (s->raft.state == RAFT_UNAVAILABLE) failure = "a server has shut itself down";
    if (!failure && (raft_last_index(&s->raft) != (raft_index)s->count || s->raft.last_stored != (raft_index)s->count
        || s->raft.current_term != (raft_term)s->term || s->raft.voted_for != (raft_id)s->vote))
        failure = "a server and its disk do not say the same";
}

bool leads(const server *s) { return s->raft.state == RAFT_LEADER; }

/* Whoever leads or has heard of a leader hears no candidate. */
bool has_leader(const server *s) {
    return leads(s) || (s->raft.state == RAFT_FOLLOWER && s->raft.follower_state.current_leader.id != 0);
}

/* The term of the entry at an index, 0 behind the last. */
int term_at(const server *s, int index) { return index >= 1 && index <= s->count ? s->log[index - 1].term : 0; }
