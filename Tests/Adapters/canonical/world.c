/* All servers, and everything that has happened. A server cannot be copied: to take something back, all are started anew
   and get the inputs before it again. */
#include "world.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

world_settings settings;
server servers[SERVERS];
const message *sent[MESSAGES];
int sent_count;
leadership leaderships[TERMS + 2][SERVERS];
const char *failure;

static input inputs[INPUTS];
static int input_count;
static bool is_started;

void world_start(void) {
    for (int i = 0; is_started && i < settings.servers; i++) server_close(&servers[i]);
    for (int i = 0; i < settings.servers; i++) server_start(&servers[i], i);
    memset(leaderships, 0, sizeof leaderships);
    is_started = true, sent_count = 0, input_count = 0, failure = NULL;
}

int world_mark(void) { return input_count; }

void world_undo(int mark) {
    static input kept[INPUTS];
    if (mark == input_count) return;
    memcpy(kept, inputs, (size_t)mark * sizeof *kept);
    world_start();
    for (int k = 0; k < mark; k++) feed(kept[k]);
}

typedef struct { int count; input inputs[]; } snapshot;
static snapshot *snapshots[SNAPSHOTS];
static int snapshot_count;

int world_snapshot(void) {
    snapshot *one = malloc(sizeof *one + (size_t)input_count * sizeof *inputs);
    if (!one || snapshot_count == SNAPSHOTS) abort();
    one->count = input_count;
    memcpy(one->inputs, inputs, (size_t)input_count * sizeof *inputs);
    snapshots[snapshot_count] = one;
    return snapshot_count++;
}

void world_restore(int number) {
    if (number < 0 || number >= snapshot_count || !snapshots[number]) abort();
    world_start();
    for (int k = 0; k < snapshots[number]->count; k++) feed(snapshots[number]->inputs[k]);
}

void world_forget(int number) {
    if (number < 0 || number >= snapshot_count) abort();
    free(snapshots[number]);
    snapshots[number] = NULL;
}

/* Remembers what a server does as a leader: one that commits its own removal steps down with that. */
static void note_leadership(const server *s, bool has_led) {
    if (!(leads(s) || has_led) || s->term > TERMS + 1) return;
    leadership *l = &leaderships[s->term][s->number];
    int committed = (int)s->raft.commit_index;
    if (!l->led) l->led = true, l->known = committed;
    l->count = s->count;
    memcpy(l->log, s->log, sizeof l->log);
    if (committed > l->known) l->committed = committed;
}

/* Gives one input to one server, and keeps what it sends. */
void feed(input in) {
    server *s = &servers[in.server];
    int term = s->term;
    bool has_led = leads(s);
    if (input_count == INPUTS) abort();
    inputs[input_count++] = in;
    server_feed(s, &in);
    note_leadership(s, has_led && s->term == term && in.kind != RESTART);
}

/* The one copy of a message that is kept for good, so that a pointer to it is good for good. */
static const message *interned(const message *m) {
    static const message *table[1 << 18];
    static int known;
    size_t size = offsetof(message, entries) + (size_t)m->count * sizeof(entry);
    unsigned hash = 2166136261u;
    for (size_t k = 0; k < size; k++) hash = (hash ^ ((const unsigned char *)m)[k]) * 16777619u;
    for (hash &= (1 << 18) - 1; table[hash]; hash = (hash + 1) & ((1 << 18) - 1))
        if (!memcmp(table[hash], m, size)) return table[hash];
    message *kept = malloc(size);
    if (!kept || ++known == 1 << 17) abort();
    return table[hash] = memcpy(kept, m, size);
}

/* Messages of which one is first by its bytes, as far as it has any. */
static int order(const message *a, const message *b) {
    int heads = memcmp(a, b, offsetof(message, entries));
    return heads ? heads : memcmp(a->entries, b->entries, (size_t)a->count * sizeof(entry));
}

void keep_message(const message *m) {
    const message *one = interned(m);
    int low = 0, high = sent_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (sent[middle] == one) return;
        if (order(one, sent[middle]) < 0) high = middle; else low = middle + 1;
    }
    if (sent_count == MESSAGES) abort();
    memmove(sent + low + 1, sent + low, (size_t)(sent_count - low) * sizeof *sent);
    sent[low] = one, sent_count++;
}

input happening(input_kind kind, int server) { return (input){.kind = kind, .server = server}; }

input delivery(const message *m) { return (input){.kind = DELIVERED, .server = m->to, .message = m}; }

/* A message of a kind from one server to another, where anybody may be negative for all. */
bool is(const message *m, int type, int from, int to) {
    return m->type == type && (from < 0 || m->from == from) && (to < 0 || m->to == to);
}
