/* The disk and the wire of a server, in memory: the package asks, and is told that it is done after the input. */
#include "world.h"
#include <stdlib.h>
#include <string.h>

static server *of(struct raft_io *io) { return io->impl; }

static int io_init(struct raft_io *io, raft_id id, const char *address) { (void)io, (void)id, (void)address; return 0; }

static void io_close(struct raft_io *io, raft_io_close_cb done) { if (done) done(io); }

/* A configuration is a byte, the number of servers, and of each its number, its address with a zero behind it, and its
   role; behind the last the package leaves what was in the memory, which would make equal entries differ. */
static void read_configuration(entry *e) {
    unsigned char *place = e->data + 1;
    int count = place[0];
    place += 8;
    for (int k = 0; k < count; k++) {
        int number = place[0] - 1;
        place += 8;
        place += strlen((const char *)place) + 1;
        if (*place++ == RAFT_VOTER) e->voters |= 1 << number;
    }
    memset(place, 0, (size_t)(e->data + DATA - place));
}

void entry_fill(entry *e, int term, int type, const struct raft_buffer *bytes) {
    memset(e, 0, sizeof *e);
    if (bytes->len > DATA) abort();
    e->term = term, e->type = type, e->size = (int)bytes->len;
    memcpy(e->data, bytes->base, bytes->len);
    if (type == RAFT_CHANGE) read_configuration(e);
}

static void read_entry(const struct raft_entry *from, entry *to) {
    entry_fill(to, (int)from->term, from->type, &from->buf);
}

static int io_load(struct raft_io *io, raft_term *term, raft_id *vote, struct raft_snapshot **snapshot,
                   raft_index *first, struct raft_entry *entries[], size_t *count) {
    server *s = of(io);
    *term = (raft_term)s->term, *vote = (raft_id)s->vote, *snapshot = NULL, *first = 1, *count = (size_t)s->count;
    *entries = raft_calloc(*count, sizeof **entries);
    for (int k = 0; k < s->count; k++) {
        struct raft_entry *one = &(*entries)[k];
        one->term = (raft_term)s->log[k].term, one->type = (unsigned short)s->log[k].type;
        one->buf.len = (size_t)s->log[k].size, one->buf.base = raft_malloc(one->buf.len);
        memcpy(one->buf.base, s->log[k].data, one->buf.len);
    }
    return 0;
}

static int io_start(struct raft_io *io, unsigned interval, raft_io_tick_cb tick, raft_io_recv_cb receive) {
    (void)interval;
    of(io)->tick = tick, of(io)->receive = receive;
    return 0;
}

static int io_configure(struct raft_io *io, const struct raft_configuration *c) { (void)io, (void)c; return RAFT_IOERR; }

static int io_set_term(struct raft_io *io, raft_term term) {
    of(io)->term = (int)term, of(io)->vote = 0;
    return 0;
}

static int io_set_vote(struct raft_io *io, raft_id vote) { of(io)->vote = (int)vote; return 0; }

static int io_truncate(struct raft_io *io, raft_index index) { of(io)->count = (int)index - 1; return 0; }

static void complete_later(server *s, completion one) {
    if (s->completion_count == 32) abort();
    s->completions[s->completion_count++] = one;
}

static int io_append(struct raft_io *io, struct raft_io_append *request, const struct raft_entry entries[], unsigned count,
                     raft_io_append_cb done) {
    complete_later(of(io), (completion){APPEND_WRITTEN, request, (void *)done, entries, count});
    return 0;
}

/* The parts of a message that is sent, by its kind. */
static void read_message(const server *s, const struct raft_message *from, message *to) {
    memset(to, 0, sizeof *to);
    to->type = from->type, to->from = s->number, to->to = (int)from->server_id - 1;
    switch (from->type) {
    case RAFT_IO_APPEND_ENTRIES: {
        const struct raft_append_entries *m = &from->append_entries;
        to->term = (int)m->term, to->index = (int)m->prev_log_index, to->log_term = (int)m->prev_log_term;
        to->committed = (int)m->leader_commit, to->count = (int)m->n_entries;
        for (int k = 0; k < to->count; k++) read_entry(&m->entries[k], &to->entries[k]);
        break;
    }
    case RAFT_IO_APPEND_ENTRIES_RESULT: {
        const struct raft_append_entries_result *m = &from->append_entries_result;
        to->term = (int)m->term, to->rejected = (int)m->rejected, to->index = (int)m->last_log_index;
        if (settings.caps_answers && !to->rejected && s->handled && to->index > s->handled->index + s->handled->count)
            to->index = s->handled->index + s->handled->count;
        break;
    }
    case RAFT_IO_REQUEST_VOTE: {
        const struct raft_request_vote *m = &from->request_vote;
        to->term = (int)m->term, to->index = (int)m->last_log_index, to->log_term = (int)m->last_log_term;
        to->pre_vote = m->pre_vote, to->disrupts = m->disrupt_leader;
        break;
    }
    case RAFT_IO_REQUEST_VOTE_RESULT: {
        const struct raft_request_vote_result *m = &from->request_vote_result;
        to->term = (int)m->term, to->granted = m->vote_granted, to->pre_vote = m->pre_vote;
        break;
    }
    default: failure = "a message of a kind that the adapter does not know was sent";
    }
}

static int io_send(struct raft_io *io, struct raft_io_send *request, const struct raft_message *what,
                   raft_io_send_cb done) {
    message m;
    read_message(of(io), what, &m);
    keep_message(&m);
    complete_later(of(io), (completion){MESSAGE_SENT, request, (void *)done, NULL, 0});
    return 0;
}

static int io_snapshot_put(struct raft_io *io, unsigned trailing, struct raft_io_snapshot_put *request,
                           const struct raft_snapshot *snapshot, raft_io_snapshot_put_cb done) {
    (void)io, (void)trailing, (void)request, (void)snapshot, (void)done;
    return RAFT_IOERR;
}

static int io_snapshot_get(struct raft_io *io, struct raft_io_snapshot_get *request, raft_io_snapshot_get_cb done) {
    (void)io, (void)request, (void)done;
    return RAFT_IOERR;
}

static raft_time io_time(struct raft_io *io) { return of(io)->clock; }

static int io_random(struct raft_io *io, int least, int most) { (void)io, (void)most; return least; }

void disk_start(server *s) {
    s->io = (struct raft_io){.version = 1, .impl = s, .init = io_init, .close = io_close, .load = io_load,
        .start = io_start, .bootstrap = io_configure, .recover = io_configure, .set_term = io_set_term,
        .set_vote = io_set_vote, .send = io_send, .append = io_append, .truncate = io_truncate,
        .snapshot_put = io_snapshot_put, .snapshot_get = io_snapshot_get, .time = io_time, .random = io_random};
}

static void write_entries(server *s, const completion *c) {
    for (unsigned k = 0; k < c->count; k++) {
        if (s->count == ENTRIES) abort();
        read_entry(&c->entries[k], &s->log[s->count++]);
    }
}

/* Writes and tells the package that it is done, until it asks for nothing more. */
void settle(server *s) {
    for (int k = 0; k < s->completion_count; k++) {
        completion c = s->completions[k];
        if (c.kind == APPEND_WRITTEN) {
            write_entries(s, &c);
            ((raft_io_append_cb)c.done)(c.request, 0);
        } else if (c.done) {
            ((raft_io_send_cb)c.done)(c.request, 0);
        }
    }
    s->completion_count = 0;
}
